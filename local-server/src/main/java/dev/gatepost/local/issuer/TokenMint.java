package dev.gatepost.local.issuer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/** Signs tokens, with a key that is made with it and never leaves it. Safe for many threads. */
final class TokenMint {
  /** Of access tokens and ID tokens. */
  static final Duration LIFETIME = Duration.ofMinutes(10);

  private static final String ACCESS_TOKEN = "at+jwt";
  private static final String ID_TOKEN = "JWT";

  private final Registration registration;
  private final Clock clock;
  // To find two primes takes a tenth of a second or two, in which the servers can start.
  private final CompletableFuture<RsaJsonWebKey> key =
      CompletableFuture.supplyAsync(TokenMint::newKey);

  TokenMint(Registration registration, Clock clock) {
    this.registration = registration;
    this.clock = clock;
  }

  /** The public key as a JWK set, in JSON. */
  String jwks() {
    return new JsonWebKeySet(key.join()).toJson();
  }

  /** An access token by the profile of RFC 9068. */
  String accessToken(String subject, String clientId, Scopes scopes) {
    JwtClaims claims = claims(subject, registration.audience());
    claims.setStringClaim("client_id", clientId);
    claims.setStringClaim("scope", scopes.toString());
    claims.setJwtId(Secrets.next());
    return sign(claims, ACCESS_TOKEN);
  }

  /** An ID token for the web client (OpenID Connect Core 1.0 §2). */
  String idToken(SignIn signIn, @Nullable String nonce) {
    JwtClaims claims = claims(signIn.person().subject(), Registration.WEB_CLIENT);
    claims.setClaim("auth_time", signIn.at().getEpochSecond());
    claims.setStringClaim("name", signIn.person().name());
    if (nonce != null) {
      claims.setStringClaim("nonce", nonce);
    }
    return sign(claims, ID_TOKEN);
  }

  /** The subject of an ID token from here, expired or not; empty for anything else. */
  Optional<String> subjectOf(String idToken) {
    JwtConsumer consumer =
        new JwtConsumerBuilder()
            .setVerificationKey(key.join().getKey())
            .setJwsAlgorithmConstraints(
                AlgorithmConstraints.ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
            .setExpectedType(true, ID_TOKEN)
            .setExpectedIssuer(registration.issuer())
            .setExpectedAudience(Registration.WEB_CLIENT)
            .setAllowedClockSkewInSeconds(Integer.MAX_VALUE)
            .build();
    try {
      return Optional.ofNullable(consumer.processToClaims(idToken).getSubject());
    } catch (InvalidJwtException | MalformedClaimException e) {
      return Optional.empty();
    }
  }

  private JwtClaims claims(String subject, String audience) {
    Instant now = clock.instant();
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(registration.issuer());
    claims.setSubject(subject);
    claims.setAudience(audience);
    claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
    claims.setExpirationTime(NumericDate.fromSeconds(now.plus(LIFETIME).getEpochSecond()));
    return claims;
  }

  private String sign(JwtClaims claims, String type) {
    RsaJsonWebKey key = this.key.join();
    JsonWebSignature signature = new JsonWebSignature();
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    signature.setKeyIdHeaderValue(key.getKeyId());
    signature.setHeader("typ", type);
    signature.setPayload(claims.toJson());
    signature.setKey(key.getPrivateKey());
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("an RSA key made here cannot sign", e);
    }
  }

  private static RsaJsonWebKey newKey() {
    try {
      RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
      key.setKeyId(key.calculateBase64urlEncodedThumbprint("SHA-256"));
      key.setUse(Use.SIGNATURE);
      key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException("every Java platform has RSA", e);
    }
  }
}
