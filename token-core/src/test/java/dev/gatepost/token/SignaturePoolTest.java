package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A signature object goes from key to key, and must take nothing of one along to the next. */
class SignaturePoolTest {

  @ParameterizedTest
  @EnumSource
  void the_jdk_verifies_by_several_keys_in_turn(Algorithm algorithm) throws Exception {
    assertVerifiesInTurn(algorithm, CryptoChoice.ofJdk());
  }

  @ParameterizedTest
  @EnumSource
  void amazons_provider_verifies_by_several_keys_in_turn(Algorithm algorithm) throws Exception {
    assertVerifiesInTurn(algorithm, amazons());
  }

  private static void assertVerifiesInTurn(Algorithm algorithm, CryptoChoice choice)
      throws Exception {
    SignatureCheck check = new SignatureCheck(choice);
    KeyPair one = keyPair(algorithm);
    KeyPair two = keyPair(algorithm);
    CompactJws byOne = sign(algorithm, one.getPrivate());
    CompactJws byTwo = sign(algorithm, two.getPrivate());
    VerificationKey keyOne = key(algorithm, one.getPublic());
    VerificationKey keyTwo = key(algorithm, two.getPublic());

    for (int i = 0; i < 3; i++) {
      check.check(byOne, algorithm, keyOne);
      check.check(byTwo, algorithm, keyTwo);
      assertRefused(check, byOne, algorithm, keyTwo);
      check.check(byTwo, algorithm, keyTwo);
      check.check(byTwo, algorithm, keyTwo);
      assertRefused(check, byTwo, algorithm, keyOne);
    }
  }

  // One that was prepared for another key before, and failed, would go on with that.
  @Test
  void a_key_that_the_provider_does_not_take_verifies_nothing() throws Exception {
    SignatureCheck check = new SignatureCheck(amazons());
    KeyPair pair = keyPair(Algorithm.RS256);
    CompactJws token = sign(Algorithm.RS256, pair.getPrivate());
    BigInteger modulus = ((RSAPublicKey) pair.getPublic()).getModulus();
    PublicKey odd =
        KeyFactory.getInstance("RSA")
            .generatePublic(new RSAPublicKeySpec(modulus, BigInteger.ONE.shiftLeft(40).setBit(0)));
    VerificationKey good = key(Algorithm.RS256, pair.getPublic());
    VerificationKey notTaken = key(Algorithm.RS256, odd);

    for (int i = 0; i < 3; i++) {
      check.check(token, Algorithm.RS256, good);
      assertRefused(check, token, Algorithm.RS256, notTaken);
      assertRefused(check, token, Algorithm.RS256, notTaken);
    }
  }

  @Test
  void the_jdk_chooses_again_for_a_key_that_its_first_choice_does_not_take() throws Exception {
    LaxSignatures picky = new LaxSignatures(2048);
    Security.insertProviderAt(picky, 1);
    try {
      SignatureCheck check = new SignatureCheck(CryptoChoice.ofJdk());
      KeyPair small = keyPair(Algorithm.RS256);
      KeyPair large = rsa(3072);
      CompactJws bySmall = sign(Algorithm.RS256, small.getPrivate());
      CompactJws byLarge = sign(Algorithm.RS256, large.getPrivate());

      check.check(bySmall, Algorithm.RS256, key(Algorithm.RS256, small.getPublic()));
      check.check(byLarge, Algorithm.RS256, key(Algorithm.RS256, large.getPublic()));
      assertThat(picky.checked()).as("what it was asked").isEqualTo(1);
    } finally {
      Security.removeProvider(picky.getName());
    }
  }

  private static void assertRefused(
      SignatureCheck check, CompactJws token, Algorithm algorithm, VerificationKey key) {
    assertThatThrownBy(() -> check.check(token, algorithm, key))
        .isInstanceOfSatisfying(
            TokenRejectedException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.BAD_SIGNATURE));
  }

  private static CryptoChoice amazons() {
    Provider provider = CryptoChoice.automatic().provider();
    assumeTrue(provider != null, "skipped: its library is not for this platform");
    return () -> provider;
  }

  private static VerificationKey key(Algorithm algorithm, PublicKey publicKey) {
    return new VerificationKey(null, algorithm.keyType(), null, publicKey);
  }

  private static KeyPair keyPair(Algorithm algorithm) throws GeneralSecurityException {
    return switch (algorithm.keyType()) {
      case RSA -> rsa(2048);
      case EC_P256 -> ec("secp256r1");
      case EC_P384 -> ec("secp384r1");
      case EC_P521 -> ec("secp521r1");
      case ED25519 -> KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    };
  }

  private static KeyPair rsa(int bits) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(bits);
    return generator.generateKeyPair();
  }

  private static KeyPair ec(String curve) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  private static CompactJws sign(Algorithm algorithm, PrivateKey key) throws Exception {
    String input = base64("{\"alg\":\"RS256\"}".getBytes(StandardCharsets.US_ASCII)) + ".e30";
    Signature signer = Signature.getInstance(algorithm.jcaName());
    if (algorithm.pss() != null) {
      signer.setParameter(algorithm.pss());
    }
    signer.initSign(key);
    signer.update(input.getBytes(StandardCharsets.US_ASCII));
    return CompactJws.parse(input + "." + base64(signer.sign()), 8192);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
