package dev.gatepost.token;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * How often a {@code kid} that is not among the keys may have them fetched. Anyone can make up such
 * a {@code kid}, so all of them share one budget, apart from that of the fetches that are due
 * anyway; and what was looked for in vain is not looked for again at once. It goes by a time that
 * does not go back.
 */
final class MissBudget {
  static final int IN_A_ROW = 3;
  static final Duration REFILL = Duration.ofSeconds(10);
  static final Duration ABSENT_FOR = Duration.ofSeconds(30);

  // An entry costs a fetch, so there are never more than the budget allows in ABSENT_FOR.
  private final Map<String, Instant> absentUntil = new HashMap<>();
  private Instant fullAgainAt = Instant.EPOCH;

  /** Whether the {@code kid} was looked for lately, in vain. */
  synchronized boolean isAbsent(String keyId, Instant now) {
    Instant until = absentUntil.get(keyId);
    return until != null && until.isAfter(now);
  }

  /** Remembers that the {@code kid} was looked for in vain. */
  synchronized void rememberAbsent(String keyId, Instant now) {
    absentUntil.values().removeIf(until -> !until.isAfter(now));
    absentUntil.put(keyId, now.plus(ABSENT_FOR));
  }

  /** Takes one fetch out of the budget, if there is one. */
  synchronized boolean take(Instant now) {
    Instant then = (fullAgainAt.isAfter(now) ? fullAgainAt : now).plus(REFILL);
    if (then.isAfter(now.plus(REFILL.multipliedBy(IN_A_ROW)))) {
      return false;
    }
    fullAgainAt = then;
    return true;
  }
}
