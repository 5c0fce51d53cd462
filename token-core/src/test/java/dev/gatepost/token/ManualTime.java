package dev.gatepost.token;

import dev.gatepost.token.testkit.TestIssuer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes when a test says so, with a clock that it may put forward and back. */
final class ManualTime implements InstantSource {
  private final AtomicLong nanos = new AtomicLong();
  private volatile Instant now = TestIssuer.NOW;

  @Override
  public Instant instant() {
    return now;
  }

  SteadyTime steady() {
    return new SteadyTime(this, nanos::get);
  }

  synchronized void pass(Duration duration) {
    nanos.addAndGet(duration.toNanos());
    now = now.plus(duration);
  }

  /** Moves the clock alone; no time passes. */
  synchronized void putClock(Duration forward) {
    now = now.plus(forward);
  }
}
