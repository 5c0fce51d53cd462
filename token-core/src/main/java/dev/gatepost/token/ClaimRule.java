package dev.gatepost.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One rule that the claims of a good token keep.
 *
 * @param name what it is about, for people
 */
record ClaimRule(String name, Check check) {

  /** Refuses claims that break the rule. */
  @FunctionalInterface
  interface Check {
    void check(Claims claims, Instant now) throws TokenRejectedException;
  }

  /** RFC 7519 §4.1.1: compared code point by code point, never normalized. */
  static ClaimRule issuer(String expected) {
    return new ClaimRule(
        "issuer",
        (claims, now) -> {
          require(claims, "iss");
          String actual = String.valueOf(claims.issuer());
          if (!expected.equals(actual)) {
            throw new TokenRejectedException(
                Reason.WRONG_ISSUER,
                "iss is " + Excerpt.of(actual) + ", not " + Excerpt.of(expected));
          }
        });
  }

  /** RFC 7519 §4.1.3: one of the expected must be named. */
  static ClaimRule audience(Set<String> expected) {
    return new ClaimRule(
        "audience",
        (claims, now) -> {
          require(claims, "aud");
          if (Collections.disjoint(expected, claims.audience())) {
            throw new TokenRejectedException(
                Reason.WRONG_AUDIENCE,
                "aud is "
                    + Excerpt.of(String.join(" ", claims.audience()))
                    + ", not one of "
                    + expected);
          }
        });
  }

  /** RFC 7519 §4.1.3 where no {@code aud} is expected: one that is there names somebody else. */
  static ClaimRule clientIdAsAudience(Set<String> expected) {
    return new ClaimRule(
        "audience",
        (claims, now) -> {
          if (claims.has("aud")) {
            throw new TokenRejectedException(
                Reason.WRONG_AUDIENCE,
                "aud is "
                    + Excerpt.of(String.join(" ", claims.audience()))
                    + ", and none is accepted");
          }
          requireClient(claims, expected, Reason.WRONG_AUDIENCE);
        });
  }

  /** The client that the token was issued to must be one of these. */
  static ClaimRule clientId(Set<String> expected) {
    return new ClaimRule(
        "client", (claims, now) -> requireClient(claims, expected, Reason.INVALID_CLAIM));
  }

  /** RFC 7800 §3: with {@code cnf} a token is worth nothing without proof of a key. */
  static ClaimRule notSenderConstrained() {
    return new ClaimRule(
        "sender constraint",
        (claims, now) -> {
          if (claims.has("cnf")) {
            throw new TokenRejectedException(
                Reason.INVALID_CLAIM,
                "cnf binds the token to a key of its sender, and no proof of it is checked here");
          }
        });
  }

  /** RFC 7519 §4.1.4: "on or after" the time it is over. */
  static ClaimRule expiry(Duration leeway) {
    return new ClaimRule(
        "expiry",
        (claims, now) -> {
          require(claims, "exp");
          Instant end = claims.expiresAt();
          if (end == null || !now.isBefore(end.plus(leeway))) {
            throw new TokenRejectedException(Reason.EXPIRED, "expired at " + end + ", now " + now);
          }
        });
  }

  /** RFC 7519 §4.1.5. */
  static ClaimRule notBefore(Duration leeway) {
    return new ClaimRule(
        "not before", (claims, now) -> refuseFuture("nbf", claims.notBefore(), now.plus(leeway)));
  }

  /** A token from the future is the work of a broken clock, or of a forger. */
  static ClaimRule issuedAt(Duration leeway) {
    return new ClaimRule(
        "issued at", (claims, now) -> refuseFuture("iat", claims.issuedAt(), now.plus(leeway)));
  }

  /** Refuses what was issued longer ago, whatever {@code exp} says. */
  static ClaimRule maxAge(Duration maxAge, Duration leeway) {
    return new ClaimRule(
        "age",
        (claims, now) -> {
          require(claims, "iat");
          Instant start = claims.issuedAt();
          if (start == null || now.isAfter(start.plus(maxAge).plus(leeway))) {
            throw new TokenRejectedException(
                Reason.EXPIRED, "issued at " + start + ", more than " + maxAge + " before " + now);
          }
        });
  }

  /** RFC 9068 §2.2 requires it. */
  static ClaimRule subject() {
    return new ClaimRule("subject", (claims, now) -> require(claims, "sub"));
  }

  /** All of these must be there (RFC 6750 §3.1). */
  static ClaimRule scopes(List<String> required) {
    return new ClaimRule(
        "scopes",
        (claims, now) -> {
          if (!claims.scopes().containsAll(required)) {
            throw TokenRejectedException.insufficientScope(required);
          }
        });
  }

  private static void requireClient(Claims claims, Set<String> expected, Reason reason)
      throws TokenRejectedException {
    String actual = claims.clientId();
    if (actual == null) {
      throw new TokenRejectedException(Reason.MISSING_CLAIM, "client_id, cid and azp are missing");
    }
    if (!expected.contains(actual)) {
      throw new TokenRejectedException(
          reason, "the client is " + Excerpt.of(actual) + ", not one of " + expected);
    }
  }

  private static void refuseFuture(String claim, @Nullable Instant start, Instant latest)
      throws TokenRejectedException {
    if (start != null && start.isAfter(latest)) {
      throw new TokenRejectedException(
          Reason.NOT_YET_VALID, claim + " is " + start + ", after " + latest);
    }
  }

  private static void require(Claims claims, String name) throws TokenRejectedException {
    if (!claims.has(name)) {
      throw new TokenRejectedException(Reason.MISSING_CLAIM, name + " is missing");
    }
  }
}
