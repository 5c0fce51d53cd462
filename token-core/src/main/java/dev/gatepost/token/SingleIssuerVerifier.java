package dev.gatepost.token;

import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The checks of one issuer's tokens, in their order. */
final class SingleIssuerVerifier implements TokenVerifier {
  private final KeySource keys;
  private final ClaimRules rules;
  private final boolean accessTokenTypeRequired;
  private final int maxChars;
  private final Clock clock;

  SingleIssuerVerifier(
      KeySource keys,
      ClaimRules rules,
      boolean accessTokenTypeRequired,
      int maxChars,
      Clock clock) {
    this.keys = keys;
    this.rules = rules;
    this.accessTokenTypeRequired = accessTokenTypeRequired;
    this.maxChars = maxChars;
    this.clock = clock;
  }

  @Override
  public VerifiedToken verify(@Nullable String compact) throws TokenRejectedException {
    CompactJws jws = CompactJws.parse(compact, maxChars);
    Algorithm algorithm = jws.header().algorithm();
    jws.header().requireAccessToken(accessTokenTypeRequired);
    Claims claims = Claims.parse(jws.payload());
    rules.check(claims, clock.instant());
    VerificationKey key = keys.find(jws.header().keyId(), algorithm);
    SignatureCheck.check(jws, algorithm, key);
    rules.checkScopes(claims);
    return new VerifiedToken(claims);
  }
}
