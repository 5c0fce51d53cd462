package dev.gatepost.benchmarks;

import dev.gatepost.token.KeySource;
import dev.gatepost.token.TokenVerifier;
import dev.gatepost.token.TokenVerifierBuilder;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetKeyPairJsonWebKey;
import org.jose4j.jwk.OkpJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** Tokens of one key, shaped as Okta's access tokens are. */
public final class SampleTokens {
  /** The issuer of all tokens. */
  public static final String ISSUER = "https://dev-123456.okta.com/oauth2/default";

  /** The audience of all tokens. */
  public static final String AUDIENCE = "api://default";

  private final String algorithm;
  private final PublicJsonWebKey key;
  private final String keyId;

  private SampleTokens(String algorithm, PublicJsonWebKey key) {
    this(algorithm, key, "q-wHNuXXzYAxyBnbRmXpbRbrkZmyPXbcnfqLcJxcPUk");
    key.setUse("sig");
    key.setAlgorithm(algorithm);
  }

  private SampleTokens(String algorithm, PublicJsonWebKey key, String keyId) {
    this.algorithm = algorithm;
    this.key = key;
    this.keyId = keyId;
  }

  /** With a new key for {@code RS256}, {@code ES256} or {@code EdDSA}. */
  public static SampleTokens of(String algorithm) throws JoseException {
    PublicJsonWebKey key =
        switch (algorithm) {
          case "RS256" -> RsaJwkGenerator.generateJwk(2048);
          case "ES256" -> EcJwkGenerator.generateJwk(EllipticCurves.P256);
          case "EdDSA" -> OkpJwkGenerator.generateJwk(OctetKeyPairJsonWebKey.SUBTYPE_ED25519);
          default -> throw new IllegalArgumentException(algorithm);
        };
    return new SampleTokens(algorithm, key);
  }

  /** The same key under another id. */
  SampleTokens named(String otherId) {
    return new SampleTokens(algorithm, key, otherId);
  }

  /** The key set of the issuer: this key alone. */
  public String jwks() {
    return "{\"keys\":[" + jwk() + "]}";
  }

  /** A verifier in the making, of these tokens. */
  TokenVerifierBuilder verifier() {
    return verifier(jwks());
  }

  /** A verifier in the making, of such tokens by the keys of a set. */
  static TokenVerifierBuilder verifier(String jwks) {
    return TokenVerifier.builder().issuer(ISSUER).audience(AUDIENCE).keys(KeySource.ofJwks(jwks));
  }

  /** The public key as the key set has it. */
  String jwk() {
    Map<String, Object> members = key.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY);
    members.put("kid", keyId);
    return JsonUtil.toJson(members);
  }

  /** The public key. */
  public PublicKey publicKey() {
    return key.getPublicKey();
  }

  /** The private key. */
  PrivateKey privateKey() {
    return key.getPrivateKey();
  }

  /** The key's id. */
  public String keyId() {
    return keyId;
  }

  /** A good token, valid for a day from now; another for each number. */
  public String token(int number) throws JoseException {
    return token(number, ISSUER, AUDIENCE, Instant.now());
  }

  /** As {@link #token(int)}, by or for somebody else, or valid for a day from another time. */
  String token(int number, String issuer, String audience, Instant issuedAt) throws JoseException {
    return sign(claims(number, issuer, audience, issuedAt));
  }

  /** The claims of such a token. */
  static String claims(int number, String issuer, String audience, Instant issuedAt) {
    long issued = issuedAt.getEpochSecond();
    return """
        {"ver":1,"jti":"AT.%016dT9m2kXvQ3nH5pLw8yRz1bC4dE6fG7hJ0","iss":"%s","aud":"%s",\
        "iat":%d,"exp":%d,"cid":"0oa1x2y3z4A5b6C7d8E9","uid":"00u1x2y3z4A5b6C7d8E9",\
        "scp":["openid","profile","messages:write"],"auth_time":%d,"sub":"ada@example.com"}\
        """
        .formatted(number, issuer, audience, issued, issued + 86_400, issued);
  }

  /** A token of these claims, whatever they are. */
  String sign(String claims) throws JoseException {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setKey(key.getPrivateKey());
    jws.setAlgorithmHeaderValue(algorithm);
    jws.setKeyIdHeaderValue(keyId);
    jws.setPayload(claims);
    return jws.getCompactSerialization();
  }

  /** Many good tokens, all different. */
  public List<String> tokens(int count) throws JoseException {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      tokens.add(token(i));
    }
    return List.copyOf(tokens);
  }
}
