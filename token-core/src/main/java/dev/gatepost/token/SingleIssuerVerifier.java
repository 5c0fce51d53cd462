package dev.gatepost.token;

import dev.gatepost.token.AcceptedTokens.Accepted;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The checks of one issuer's tokens, in their order. */
final class SingleIssuerVerifier implements TokenVerifier {
  private final Policy policy;
  private final KeySource keys;
  private final SignatureCheck signatures;
  private final Clock clock;
  private final @Nullable AcceptedTokens accepted;
  private final KnownHeaders headers = new KnownHeaders();

  /**
   * A verifier.
   *
   * @param accepted where accepted tokens are remembered; null if nowhere
   */
  SingleIssuerVerifier(
      Policy policy,
      KeySource keys,
      SignatureCheck signatures,
      Clock clock,
      @Nullable AcceptedTokens accepted) {
    this.policy = policy;
    this.keys = keys;
    this.signatures = signatures;
    this.clock = clock;
    this.accepted = accepted;
  }

  @Override
  public VerifiedToken verify(@Nullable String compact) throws TokenRejectedException {
    VerifiedToken again = verifyAgain(compact);
    if (again != null) {
      return again;
    }
    UnprovenToken token = UnprovenToken.parse(compact, policy.maxChars(), headers);
    VerifiedToken verified = verify(token);
    headers.add(token.jws());
    return verified;
  }

  /**
   * Checks a token of which it is remembered that its signature is good.
   *
   * @return null if that is not remembered, or the key is no longer the one it was
   */
  @Nullable VerifiedToken verifyAgain(@Nullable String compact) throws TokenRejectedException {
    Accepted known = accepted == null || compact == null ? null : accepted.find(compact);
    if (known == null) {
      return null;
    }
    Instant now = clock.instant();
    requireBeforeSignature(known.header(), known.claims(), now);
    return isStillOf(known.key(), known.header(), known.algorithm())
        ? requireAfterSignature(known.claims(), now)
        : null;
  }

  VerifiedToken verify(UnprovenToken token) throws TokenRejectedException {
    Instant now = clock.instant();
    token.jws().requireAtMost(policy.maxChars());
    requireBeforeSignature(token.jws().header(), token.claims(), now);
    VerificationKey key = keys.find(token.jws().header().keyId(), token.algorithm());
    signatures.check(token.jws(), token.algorithm(), key);
    VerifiedToken verified = requireAfterSignature(token.claims(), now);
    if (accepted != null) {
      accepted.add(token, key);
    }
    return verified;
  }

  private void requireBeforeSignature(JoseHeader header, Claims claims, Instant now)
      throws TokenRejectedException {
    header.requireAccessToken(policy.accessTokenTypeRequired());
    for (ClaimRule rule : policy.beforeSignature()) {
      rule.check().check(claims, now);
    }
  }

  // The very object: each reading of a key set makes new ones, so that nothing outlives its set.
  @SuppressWarnings("ReferenceEquality")
  private boolean isStillOf(VerificationKey key, JoseHeader header, Algorithm algorithm)
      throws TokenRejectedException {
    return keys.find(header.keyId(), algorithm) == key;
  }

  private VerifiedToken requireAfterSignature(Claims claims, Instant now)
      throws TokenRejectedException {
    VerifiedToken verified = new VerifiedToken(claims);
    for (CustomRule rule : policy.customRules()) {
      rule.check(verified);
    }
    for (ClaimRule rule : policy.afterSignature()) {
      rule.check().check(claims, now);
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
