package dev.gatepost.token;

import java.time.Duration;
import java.time.Instant;

/**
 * Attempts that failed, one after the other.
 *
 * @param failures how many
 * @param nextAttempt when the next one makes sense, by a time that does not go back
 * @param problem why the newest one failed
 */
record Outage(int failures, Instant nextAttempt, String problem) {
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private static final int DOUBLINGS = 5;

  static Outage first(String problem, Instant now) {
    return after(0, problem, now);
  }

  Outage again(String newProblem, Instant now) {
    return after(failures, newProblem, now);
  }

  private static Outage after(int failures, String problem, Instant now) {
    Duration pause = Duration.ofSeconds(1L << Math.min(failures, DOUBLINGS));
    Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    return new Outage(failures + 1, now.plus(bounded), problem);
  }

  /** How long to wait for the next attempt; zero if it may be made. */
  Duration pause(Instant now) {
    return now.isBefore(nextAttempt) ? Duration.between(now, nextAttempt) : Duration.ZERO;
  }

  /** Whether it is likely to last: an attempt has failed lately, as it will while any are made. */
  boolean isRecent(Instant now) {
    return now.isBefore(nextAttempt.plus(LONGEST_PAUSE));
  }
}
