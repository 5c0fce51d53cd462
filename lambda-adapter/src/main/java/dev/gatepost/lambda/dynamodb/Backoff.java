package dev.gatepost.lambda.dynamodb;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Waits between the attempts of a call: each time for up to twice as long as the time before, by
 * chance, so that instances which were refused together do not come again together.
 */
final class Backoff {
  private static final long FIRST_MILLIS = 50;
  private static final long LONGEST_MILLIS = 2_000;

  private final long due;
  private final Sleep sleep;
  private int attempts;

  /**
   * For one call.
   *
   * @param time in which it has to be over
   */
  Backoff(Duration time, Sleep sleep) {
    this.due = System.nanoTime() + time.toNanos();
    this.sleep = sleep;
  }

  /** How long the next attempt may take. */
  Duration left() {
    return Duration.ofNanos(due - System.nanoTime());
  }

  /** Waits, unless the time would be up by then: in this case gives false at once. */
  boolean waitForNext() {
    long most = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempts++, 10));
    Duration wait = Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, most + 1));
    if (left().compareTo(wait) <= 0) {
      return false;
    }
    try {
      sleep.sleep(wait);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What {@link Thread#sleep(long)} does. */
  interface Sleep {
    void sleep(Duration time) throws InterruptedException;
  }
}
