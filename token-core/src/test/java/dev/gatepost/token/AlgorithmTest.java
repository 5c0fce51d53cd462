package dev.gatepost.token;

import static dev.gatepost.token.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatepost.token.Algorithm.KeyType;
import dev.gatepost.token.testkit.TestIssuer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each algorithm with a real key, signed as RFC 7518 says and in every other way. */
class AlgorithmTest {
  private static final Map<KeyType, KeyPair> KEYS = new EnumMap<>(KeyType.class);

  @ParameterizedTest
  @EnumSource
  void takes_its_own_signatures_and_no_others_of_its_key(Algorithm algorithm) throws Exception {
    TokenVerifier verifier = verifier(keys(algorithm.keyType()));

    assertThat(verifier.verify(token(algorithm, algorithm))).isNotNull();
    for (Algorithm other : Algorithm.values()) {
      if (other != algorithm && other.keyType() == algorithm.keyType()) {
        assertRejected(verifier, token(algorithm, other), Reason.BAD_SIGNATURE);
      }
    }
  }

  @Test
  void does_not_take_for_verified_what_a_provider_cannot_verify() throws Exception {
    VerificationKey confused =
        new VerificationKey(null, KeyType.RSA, null, keys(KeyType.ED25519).getPublic());
    CompactJws jws = CompactJws.parse(token(Algorithm.EDDSA, Algorithm.EDDSA), 1024);

    assertThatThrownBy(
            () -> new SignatureCheck(CryptoChoice.ofJdk()).check(jws, Algorithm.RS256, confused))
        .isInstanceOf(TokenRejectedException.class);
  }

  private static TokenVerifier verifier(KeyPair keys) throws JoseException {
    String jwk =
        PublicJsonWebKey.Factory.newPublicJwk(keys.getPublic())
            .toJson(OutputControlLevel.PUBLIC_ONLY);
    return TokenVerifier.builder()
        .issuer("https://id.example.test")
        .audience("api")
        .keys(KeySource.ofJwks("{\"keys\":[" + jwk + "]}"))
        .clock(Clock.fixed(TestIssuer.NOW, ZoneOffset.UTC))
        .build();
  }

  private static String token(Algorithm named, Algorithm used) throws GeneralSecurityException {
    String name = named == Algorithm.EDDSA ? "EdDSA" : named.name();
    String claims =
        "{\"iss\":\"https://id.example.test\",\"aud\":\"api\",\"sub\":\"x\",\"exp\":%d}"
            .formatted(TestIssuer.NOW.getEpochSecond() + 60);
    String input = base64("{\"alg\":\"" + name + "\"}") + "." + base64(claims);
    Signature signature = Signature.getInstance(used.jcaName());
    if (used.pss() != null) {
      signature.setParameter(used.pss());
    }
    signature.initSign(keys(used.keyType()).getPrivate());
    signature.update(input.getBytes(StandardCharsets.US_ASCII));
    return input + "." + Jwk.base64(signature.sign());
  }

  private static KeyPair keys(KeyType type) throws GeneralSecurityException {
    KeyPair known = KEYS.get(type);
    if (known != null) {
      return known;
    }
    KeyPair made = generator(type).generateKeyPair();
    KEYS.put(type, made);
    return made;
  }

  private static KeyPairGenerator generator(KeyType type) throws GeneralSecurityException {
    return switch (type) {
      case RSA -> KeyPairGenerator.getInstance("RSA");
      case EC_P256 -> ec("secp256r1");
      case EC_P384 -> ec("secp384r1");
      case EC_P521 -> ec("secp521r1");
      case ED25519 -> KeyPairGenerator.getInstance("Ed25519");
    };
  }

  private static KeyPairGenerator ec(String curve) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator;
  }

  private static String base64(String text) {
    return Jwk.base64(text.getBytes(StandardCharsets.UTF_8));
  }
}
