package dev.gatepost.token.testkit;

import dev.gatepost.token.KeySource;
import dev.gatepost.token.TokenVerifier;
import dev.gatepost.token.TokenVerifierBuilder;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;

/**
 * An issuer for tests: a real RSA key pair, made anew, and tokens signed with it. Immutable and
 * safe for many threads.
 */
public final class TestIssuer {
  /** The time at which its tokens are good unless told otherwise. */
  public static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private static final String NAME = "https://id.example.test/oauth2/default";
  private static final String AUDIENCE = "api://messages";

  private final KeyPair keyPair;
  private final String keyId;

  private TestIssuer(KeyPair keyPair, String keyId) {
    this.keyPair = keyPair;
    this.keyId = keyId;
  }

  /** A new issuer with a new key, whose {@code kid} is {@code key-1}. */
  public static TestIssuer create() {
    return create("key-1");
  }

  /** A new issuer with a new key of that {@code kid}. */
  public static TestIssuer create(String keyId) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      return new TestIssuer(generator.generateKeyPair(), keyId);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Its {@code iss}. */
  public String name() {
    return NAME;
  }

  /** The {@code aud} of its tokens unless told otherwise. */
  public String audience() {
    return AUDIENCE;
  }

  /** Its public key as a JWK set. */
  public String jwks() {
    return "{\"keys\":[" + jwk() + "]}";
  }

  /** Its public key as one JWK. */
  public String jwk() {
    RSAPublicKey key = (RSAPublicKey) keyPair.getPublic();
    return "{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\""
        + keyId
        + "\",\"n\":\""
        + unsigned(key.getModulus())
        + "\",\"e\":\""
        + unsigned(key.getPublicExponent())
        + "\"}";
  }

  /** A builder with this issuer, its audience and its keys, no leeway, at {@link #NOW}. */
  public TokenVerifierBuilder verifierBuilder() {
    return TokenVerifier.builder()
        .issuer(NAME)
        .audience(AUDIENCE)
        .keys(KeySource.ofJwks(jwks()))
        .leeway(Duration.ZERO)
        .clock(Clock.fixed(NOW, ZoneOffset.UTC));
  }

  /** A verifier of its tokens, without leeway. */
  public TokenVerifier verifier(Clock clock) {
    return verifierBuilder().clock(clock).build();
  }

  /** A token that is good from {@link #NOW} for an hour, to be changed and signed. */
  public TestToken token() {
    return new TestToken(keyPair.getPrivate(), keyId)
        .claim("iss", NAME)
        .claim("aud", AUDIENCE)
        .subject("user-1")
        .claim("client_id", "client-1")
        .claim("iat", NOW.getEpochSecond())
        .expiringAt(NOW.plus(Duration.ofHours(1)));
  }

  private static String unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] magnitude = bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(magnitude);
  }
}
