package dev.gatepost.lambda;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much time the running invocation has left for what it waits for. An instance of a function
 * has one invocation at a time, so it has one of these.
 */
final class InvocationTime {
  // To write the answer in: what is still waited for then is answered with 503, not cut off.
  private static final Duration RESERVE = Duration.ofMillis(500);
  private static final Duration OUTSIDE = Duration.ofSeconds(5);

  private static final long NONE = Long.MIN_VALUE;

  private final AtomicLong due = new AtomicLong(NONE);

  /** An invocation begins that may run for so long. */
  void begin(Duration time) {
    due.set(System.nanoTime() + time.minus(RESERVE).toNanos());
  }

  /** An invocation is over: what is waited for from now on has some seconds each. */
  void end() {
    due.set(NONE);
  }

  /** What is left; nothing or less where it is used up. */
  Duration left() {
    long until = due.get();
    return until == NONE ? OUTSIDE : Duration.ofNanos(until - System.nanoTime());
  }
}
