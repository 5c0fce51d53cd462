package dev.gatepost.token.testkit;

import dev.gatepost.token.KeySource;
import dev.gatepost.token.TokenVerifier;
import dev.gatepost.token.TokenVerifierBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * An issuer for tests: real key pairs, made anew, and tokens signed with them. Immutable and safe
 * for many threads.
 *
 * <p>Its tokens are good from {@link #NOW}, for services whose clock the test sets to it. For a
 * service on the system's clock, use {@link #at}.
 */
public final class TestIssuer {
  /** The time at which its tokens are good unless told otherwise. */
  public static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");

  private static final String NAME = "https://id.example.test/oauth2/default";
  private static final String AUDIENCE = "api://messages";

  private final TestKeys keys;
  private final String name;
  private final Instant now;

  private TestIssuer(TestKeys keys, String name, Instant now) {
    this.keys = keys;
    this.name = name;
    this.now = now;
  }

  /** A new issuer with new keys, whose {@code kid} is {@code key-1} and {@code key-1-ec}. */
  public static TestIssuer create() {
    return create("key-1");
  }

  /** A new issuer with a new RSA key of that {@code kid}, and a new EC key. */
  public static TestIssuer create(String keyId) {
    return new TestIssuer(TestKeys.create(keyId), NAME, NOW);
  }

  /** The same issuer under another name: {@code iss} is that. */
  public TestIssuer named(String otherName) {
    return new TestIssuer(keys, otherName, now);
  }

  /** The same issuer, whose tokens are good from then on, for an hour. */
  public TestIssuer at(Instant otherNow) {
    return new TestIssuer(keys, name, otherNow);
  }

  /** Its {@code iss}. */
  public String name() {
    return name;
  }

  /** The {@code aud} of its tokens unless told otherwise. */
  public String audience() {
    return AUDIENCE;
  }

  /** Its public keys as a JWK set: the RSA key that signs its tokens, and an EC key (P-256). */
  public String jwks() {
    return "{\"keys\":[" + jwk() + "," + keys.ecJwk() + "]}";
  }

  /** The public key that its tokens are signed with, as one JWK. */
  public String jwk() {
    return keys.rsaJwk();
  }

  /** A builder with this issuer, its audience and its keys, no leeway, at its time. */
  public TokenVerifierBuilder verifierBuilder() {
    return TokenVerifier.builder()
        .issuer(name)
        .audience(AUDIENCE)
        .keys(KeySource.ofJwks(jwks()))
        .leeway(Duration.ZERO)
        .clock(Clock.fixed(now, ZoneOffset.UTC));
  }

  /** A verifier of its tokens, without leeway. */
  public TokenVerifier verifier(Clock clock) {
    return verifierBuilder().clock(clock).build();
  }

  /** A token that is good from its time for an hour, to be changed and signed. */
  public TestToken token() {
    return bareToken()
        .header("typ", "at+jwt")
        .claim("aud", AUDIENCE)
        .subject("user-1")
        .claim("client_id", "client-1");
  }

  /**
   * Asserts that an endpoint which takes this issuer's {@linkplain #token() usual token} refuses
   * every one of the {@link HostileTokens}, with status 400, 401, 413 or 431. A good token is sent
   * first and last, and must be answered with 2xx.
   *
   * @throws AssertionError if not; it names each token that got through, and why it must not
   */
  public void assertRefusesHostileTokens(Endpoint endpoint) {
    assertRefusesHostileTokens(token(), endpoint);
  }

  /**
   * As {@link #assertRefusesHostileTokens(Endpoint)}, for an endpoint that needs more of a token.
   *
   * @param good a token of this issuer that the endpoint takes, say with its scopes
   */
  public void assertRefusesHostileTokens(TestToken good, Endpoint endpoint) {
    new RefusalCheck(endpoint).run(good, HostileTokens.of(this, good));
  }

  /** A token of this issuer that is good for an hour, and says nothing else. */
  TestToken bareToken() {
    return new TestToken(keys.rsaPrivate(), keys.rsaKeyId())
        .claim("iss", name)
        .claim("iat", now.getEpochSecond())
        .expiringAt(now.plus(Duration.ofHours(1)));
  }

  Instant now() {
    return now;
  }

  TestKeys keys() {
    return keys;
  }
}
