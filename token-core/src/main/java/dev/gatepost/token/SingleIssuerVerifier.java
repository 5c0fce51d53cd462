package dev.gatepost.token;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The checks of one issuer's tokens, in their order. */
final class SingleIssuerVerifier implements TokenVerifier {
  private final Policy policy;
  private final KeySource keys;
  private final SignatureCheck signatures;
  private final Clock clock;

  SingleIssuerVerifier(Policy policy, KeySource keys, SignatureCheck signatures, Clock clock) {
    this.policy = policy;
    this.keys = keys;
    this.signatures = signatures;
    this.clock = clock;
  }

  @Override
  public VerifiedToken verify(@Nullable String compact) throws TokenRejectedException {
    return verify(UnprovenToken.parse(compact, policy.maxChars()));
  }

  VerifiedToken verify(UnprovenToken token) throws TokenRejectedException {
    Instant now = clock.instant();
    token.jws().requireAtMost(policy.maxChars());
    token.jws().header().requireAccessToken(policy.accessTokenTypeRequired());
    for (ClaimRule rule : policy.beforeSignature()) {
      rule.check().check(token.claims(), now);
    }
    VerificationKey key = keys.find(token.jws().header().keyId(), token.algorithm());
    signatures.check(token.jws(), token.algorithm(), key);
    VerifiedToken verified = new VerifiedToken(token.claims());
    for (CustomRule rule : policy.customRules()) {
      rule.check(verified);
    }
    for (ClaimRule rule : policy.afterSignature()) {
      rule.check().check(token.claims(), now);
    }
    return verified;
  }

  @Override
  public Explanation explain(@Nullable String compact) {
    return new Explaining(policy, keys, signatures, clock.instant()).explain(compact);
  }

  Policy policy() {
    return policy;
  }

  KeySource keys() {
    return keys;
  }
}
