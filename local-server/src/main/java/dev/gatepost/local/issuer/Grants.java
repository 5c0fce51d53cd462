package dev.gatepost.local.issuer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What people have granted to the web client, from the authorization code to the last refresh
 * token. Safe for many threads.
 *
 * <p>A code or refresh token is the name of a grant and the grant's present secret; each use
 * changes the secret. A name with another secret is a token used twice, be it by its owner or by a
 * thief, and ends the grant (RFC 6749 §4.1.2, RFC 9700 §4.14.2).
 */
final class Grants {
  private static final Duration CODE_LIFETIME = Duration.ofSeconds(60);
  private static final Duration GRANT_LIFETIME = Duration.ofHours(12);

  private final Clock clock;
  private final Expiring<Grant> grants;

  Grants(Clock clock) {
    this.clock = clock;
    this.grants = new Expiring<>(clock);
  }

  /** An authorization code, good once and for a minute. */
  String code(AuthorizationRequest request, SignIn signIn) {
    Grant grant = new Grant(request, signIn, Secrets.next(), null);
    return grants.keep(grant, clock.instant().plus(CODE_LIFETIME)) + "." + grant.secret();
  }

  /**
   * Exchanges a code. Right or wrong, the attempt uses it up.
   *
   * @param redirectUri must be that of the authorization request
   * @param verifier the secret whose hash was in the authorization request
   * @return what was granted, and the first refresh token where one was asked for
   */
  synchronized Granted redeem(String code, String redirectUri, String verifier)
      throws RefusedException {
    Ticket ticket = Ticket.parse(code);
    Grant grant = grants.take(ticket.name()).orElseThrow(Grants::unknown);
    if (grant.refreshableUntil() != null || !Secrets.equal(grant.secret(), ticket.secret())) {
      throw unknown();
    }
    AuthorizationRequest request = grant.request();
    if (!request.back().redirectUri().equals(redirectUri)) {
      throw RefusedException.invalidGrant("redirect_uri is not that of the code");
    }
    if (!Secrets.equal(request.codeChallenge(), Secrets.sha256(verifier))) {
      throw RefusedException.invalidGrant("code_verifier does not match the code_challenge");
    }
    if (!request.scopes().has("offline_access")) {
      return new Granted(grant, Optional.empty());
    }
    return rotate(ticket.name(), grant, clock.instant().plus(GRANT_LIFETIME));
  }

  /**
   * Exchanges a refresh token for the next one. The last ends when the first would have.
   *
   * @param scopes what the new tokens are wanted for: at most what was granted
   */
  synchronized Granted refresh(String token, Optional<Scopes> scopes) throws RefusedException {
    Ticket ticket = Ticket.parse(token);
    Grant grant = grants.find(ticket.name()).orElseThrow(Grants::unknown);
    Instant end = grant.refreshableUntil();
    if (end == null || !Secrets.equal(grant.secret(), ticket.secret())) {
      grants.take(ticket.name());
      throw unknown();
    }
    if (scopes.isPresent() && !grant.request().scopes().include(scopes.get())) {
      throw new RefusedException("invalid_scope", "scope is more than was granted");
    }
    return rotate(ticket.name(), grant, end);
  }

  private Granted rotate(String name, Grant grant, Instant end) {
    Grant next = new Grant(grant.request(), grant.signIn(), Secrets.next(), end);
    grants.keep(name, next, end);
    return new Granted(next, Optional.of(name + "." + next.secret()));
  }

  private static RefusedException unknown() {
    return RefusedException.invalidGrant("not known, expired, or used before");
  }

  /**
   * A grant.
   *
   * @param secret of the code or refresh token that is good now
   * @param refreshableUntil null as long as the code has not been exchanged
   */
  private record Grant(
      AuthorizationRequest request,
      SignIn signIn,
      String secret,
      @Nullable Instant refreshableUntil) {}

  /** What a code or refresh token was good for. */
  record Granted(AuthorizationRequest request, SignIn signIn, Optional<String> refreshToken) {
    private Granted(Grant grant, Optional<String> refreshToken) {
      this(grant.request(), grant.signIn(), refreshToken);
    }
  }

  private record Ticket(String name, String secret) {
    static Ticket parse(String text) throws RefusedException {
      int dot = text.indexOf('.');
      if (dot < 0) {
        throw unknown();
      }
      return new Ticket(text.substring(0, dot), text.substring(dot + 1));
    }
  }
}
