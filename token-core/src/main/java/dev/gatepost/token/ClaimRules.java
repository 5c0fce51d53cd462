package dev.gatepost.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * What the claims of a good token say. The rules that anyone can break at no cost come {@linkplain
 * #check before} the signature; {@linkplain #checkScopes scopes} after it, for only a genuine token
 * may be told that it is genuine but not enough.
 *
 * @param audiences any one of them will do
 * @param requiredScopes all of them are needed
 */
record ClaimRules(
    String issuer,
    Set<String> audiences,
    List<String> requiredScopes,
    boolean subjectRequired,
    Duration leeway) {

  void check(Claims claims, Instant now) throws TokenRejectedException {
    checkIssuer(claims);
    checkAudience(claims);
    checkTimes(claims, now);
    if (subjectRequired) {
      require(claims, "sub");
    }
  }

  private void checkIssuer(Claims claims) throws TokenRejectedException {
    require(claims, "iss");
    String actual = claims.issuer();
    if (!issuer.equals(actual)) {
      throw new TokenRejectedException(
          Reason.WRONG_ISSUER,
          "iss is " + Excerpt.of(String.valueOf(actual)) + ", not " + Excerpt.of(issuer));
    }
  }

  private void checkAudience(Claims claims) throws TokenRejectedException {
    require(claims, "aud");
    if (Collections.disjoint(audiences, claims.audience())) {
      throw new TokenRejectedException(
          Reason.WRONG_AUDIENCE,
          "aud is " + Excerpt.of(String.join(" ", claims.audience())) + ", none of " + audiences);
    }
  }

  private void checkTimes(Claims claims, Instant now) throws TokenRejectedException {
    require(claims, "exp");
    Instant expiresAt = claims.expiresAt();
    // RFC 7519 §4.1.4: "on or after" the time it is over.
    if (expiresAt == null || !now.isBefore(expiresAt.plus(leeway))) {
      throw new TokenRejectedException(
          Reason.EXPIRED, "expired at " + expiresAt + ", it is " + now);
    }
    Instant latestStart = now.plus(leeway);
    refuseFuture("nbf", claims.notBefore().orElse(Instant.MIN), latestStart);
    refuseFuture("iat", claims.issuedAt().orElse(Instant.MIN), latestStart);
  }

  private static void refuseFuture(String claim, Instant start, Instant latest)
      throws TokenRejectedException {
    if (start.isAfter(latest)) {
      throw new TokenRejectedException(
          Reason.NOT_YET_VALID, claim + " is " + start + ", after " + latest);
    }
  }

  void checkScopes(Claims claims) throws TokenRejectedException {
    if (!claims.scopes().containsAll(requiredScopes)) {
      throw TokenRejectedException.insufficientScope(requiredScopes);
    }
  }

  private static void require(Claims claims, String name) throws TokenRejectedException {
    if (!claims.has(name)) {
      throw new TokenRejectedException(Reason.MISSING_CLAIM, name + " is missing");
    }
  }
}
