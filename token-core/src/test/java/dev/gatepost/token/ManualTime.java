package dev.gatepost.token;

import dev.gatepost.token.testkit.TestIssuer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Time that passes when a test says so. */
final class ManualTime implements InstantSource {
  private volatile Instant now = TestIssuer.NOW;

  @Override
  public Instant instant() {
    return now;
  }

  synchronized void pass(Duration duration) {
    now = now.plus(duration);
  }
}
