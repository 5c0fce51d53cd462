package dev.gatepost.lambda.dynamodb;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Until when the calls of the running invocation have to be over. An instance of a function has one
 * invocation at a time, so it has one of these.
 */
public final class CallDeadline {
  private static final long AT_MOST = Duration.ofSeconds(5).toNanos();

  private final AtomicLong due = new AtomicLong(System.nanoTime());

  /** The calls from now on have to be over in this time. */
  public void in(Duration time) {
    due.set(System.nanoTime() + time.toNanos());
  }

  /**
   * When a call that begins now has to be over, by {@link System#nanoTime}. Outside of invocations,
   * as while the function starts, it has five seconds.
   */
  long ofCall() {
    long now = System.nanoTime();
    long invocation = due.get();
    return invocation - now > 0 ? invocation : now + AT_MOST;
  }
}
