package dev.gatepost.token;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token whose signature, issuer, audience and times have been checked. Only a {@link
 * TokenVerifier} makes one, so a method that asks for it cannot be handed unproven claims.
 *
 * <p>Immutable. {@code toString} shows no claim.
 */
public final class VerifiedToken {
  private final Claims claims;

  /** Only for claims that hold {@code iss} and {@code exp}, and have been proven. */
  VerifiedToken(Claims claims) {
    this.claims = claims;
  }

  /** {@code iss}: who signed it (RFC 7519 §4.1.1). */
  public String issuer() {
    return Objects.requireNonNull(claims.issuer());
  }

  /**
   * {@code sub}: whom it speaks for (RFC 7519 §4.1.2). Empty only where the verifier was built to
   * allow that.
   */
  public Optional<String> subject() {
    return Optional.ofNullable(claims.subject());
  }

  /** {@code aud}: whom it is meant for, in the token's order (RFC 7519 §4.1.3). */
  public List<String> audience() {
    return claims.audience();
  }

  /** {@code exp}: the first instant at which it is no longer good (RFC 7519 §4.1.4). */
  public Instant expiresAt() {
    return Objects.requireNonNull(claims.expiresAt());
  }

  /** {@code nbf} (RFC 7519 §4.1.5). */
  public Optional<Instant> notBefore() {
    return Optional.ofNullable(claims.notBefore());
  }

  /** {@code iat} (RFC 7519 §4.1.6). */
  public Optional<Instant> issuedAt() {
    return Optional.ofNullable(claims.issuedAt());
  }

  /** The scopes of {@code scope} and {@code scp} together (RFC 8693 §4.2), in the token's order. */
  public Set<String> scopes() {
    return claims.scopes();
  }

  /** The client it was issued to: {@code client_id}, else {@code cid}, else {@code azp}. */
  public Optional<String> clientId() {
    return Optional.ofNullable(claims.clientId());
  }

  /**
   * All claims, unmodifiable at every depth. Values are {@code String}, {@code Boolean}, {@code
   * Long}, {@code BigInteger}, {@code BigDecimal}, {@code List}, {@code Map}, or null for JSON's
   * null.
   */
  public Map<String, @Nullable Object> claims() {
    return claims.asMap();
  }

  @Override
  public String toString() {
    return "VerifiedToken[…]";
  }
}
