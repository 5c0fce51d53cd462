package dev.gatepost.token;

import dev.gatepost.token.Explanation.Check;
import dev.gatepost.token.Explanation.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of every check of a policy over one token, going on where the verifier would stop. */
final class Explaining {
  private final Policy policy;
  private final @Nullable KeySource keys;
  private final SignatureCheck signatures;
  private final Instant now;
  private final List<Check> checks = new ArrayList<>();

  /** A run that leaves out what needs a key where there is no source of keys. */
  Explaining(Policy policy, @Nullable KeySource keys, SignatureCheck signatures, Instant now) {
    this.policy = policy;
    this.keys = keys;
    this.signatures = signatures;
    this.now = now;
  }

  /** A check of something that an earlier check yielded, which yields what later ones need. */
  @FunctionalInterface
  private interface Step<I, T> {
    T run(I input) throws TokenRejectedException;
  }

  /** A token whose algorithm is known. */
  private record Signed(CompactJws jws, Algorithm algorithm) {}

  /** A token whose key is known. */
  private record Keyed(Signed token, VerificationKey key) {}

  Explanation explain(@Nullable String compact) {
    CompactJws jws = step("form", policy, p -> CompactJws.parse(compact, p.maxChars()));
    Signed signed = step("algorithm", jws, j -> new Signed(j, j.header().algorithm()));
    Claims claims = step("claims", jws, j -> Claims.parse(j.payload()));
    step("type", jws, this::requireType);
    explain(policy.beforeSignature(), claims);
    Keyed keyed = findKey(signed);
    boolean proven = step("signature", keyed, this::requireSignature) != null;
    explainCustomRules(proven ? claims : null);
    explain(policy.afterSignature(), claims);
    return new Explanation(checks);
  }

  private CompactJws requireType(CompactJws jws) throws TokenRejectedException {
    jws.header().requireAccessToken(policy.accessTokenTypeRequired());
    return jws;
  }

  private @Nullable Keyed findKey(@Nullable Signed signed) {
    KeySource source = keys;
    if (source == null) {
      return step("key", null, this::requireSignature);
    }
    return step(
        "key", signed, s -> new Keyed(s, source.find(s.jws().header().keyId(), s.algorithm())));
  }

  private Keyed requireSignature(Keyed keyed) throws TokenRejectedException {
    signatures.check(keyed.token().jws(), keyed.token().algorithm(), keyed.key());
    return keyed;
  }

  private void explain(List<ClaimRule> rules, @Nullable Claims claims) {
    for (ClaimRule rule : rules) {
      step(
          rule.name(),
          claims,
          c -> {
            rule.check().check(c, now);
            return c;
          });
    }
  }

  // They are promised proven claims, so they see no others, not even here.
  private void explainCustomRules(@Nullable Claims proven) {
    boolean complete = proven != null && proven.issuer() != null && proven.expiresAt() != null;
    for (CustomRule rule : policy.customRules()) {
      step(
          rule.name(),
          complete ? proven : null,
          c -> {
            rule.check(new VerifiedToken(c));
            return c;
          });
    }
  }

  private <I, T> @Nullable T step(String name, @Nullable I input, Step<I, T> step) {
    if (input == null) {
      checks.add(new Check(name, Verdict.SKIPPED, Optional.empty(), ""));
      return null;
    }
    try {
      T result = step.run(input);
      checks.add(new Check(name, Verdict.PASSED, Optional.empty(), ""));
      return result;
    } catch (TokenRejectedException e) {
      fail(name, Optional.of(e.reason()), e);
    } catch (KeysUnavailableException e) {
      fail(name, Optional.empty(), e);
    }
    return null;
  }

  private void fail(String name, Optional<Reason> reason, Exception e) {
    checks.add(new Check(name, Verdict.FAILED, reason, String.valueOf(e.getMessage())));
  }
}
