package dev.gatepost.token;

import java.util.function.Predicate;

/**
 * A rule of the service itself about a token that is otherwise good.
 *
 * @param name what must hold, for the operator
 */
record CustomRule(String name, Predicate<VerifiedToken> test) {

  /** Whether a caller without null checks has left something out. */
  boolean isIncomplete() {
    return name == null || name.isBlank() || test == null;
  }

  void check(VerifiedToken token) throws TokenRejectedException {
    boolean holds;
    try {
      holds = test.test(token);
    } catch (RuntimeException e) {
      // Claims that a rule did not expect are the sender's doing: when in doubt, refuse.
      throw new TokenRejectedException(
          Reason.INVALID_CLAIM,
          "the rule " + Excerpt.of(name) + " failed with " + e.getClass().getSimpleName());
    }
    if (!holds) {
      throw new TokenRejectedException(
          Reason.INVALID_CLAIM, "the rule " + Excerpt.of(name) + " does not hold");
    }
  }
}
