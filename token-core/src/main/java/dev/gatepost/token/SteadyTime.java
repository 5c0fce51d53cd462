package dev.gatepost.token;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Time that never goes back and never passes more slowly than it does by the wall clock or by the
 * machine's own count. So neither a clock that is put back nor a machine that sleeps, and does not
 * count meanwhile, makes anything last longer than it may.
 *
 * <p>Only the time between two of its instants means something: once the clock was put back, it is
 * ahead of it.
 */
final class SteadyTime implements InstantSource {
  private static final long NANOS_PER_SECOND = 1_000_000_000;

  private final InstantSource clock;
  private final LongSupplier nanos;
  // By how much the clock was ahead of the count at most, in nanoseconds.
  private final AtomicLong ahead = new AtomicLong(Long.MIN_VALUE);

  /**
   * A time of these two.
   *
   * @param clock the wall clock, which may be put forward and back
   * @param nanos a count of nanoseconds from wherever, which may pause
   */
  SteadyTime(InstantSource clock, LongSupplier nanos) {
    this.clock = clock;
    this.nanos = nanos;
  }

  static SteadyTime system() {
    return new SteadyTime(InstantSource.system(), System::nanoTime);
  }

  @Override
  public Instant instant() {
    // In this order, a thread that is held up in between measures too little, which does no harm.
    Instant wall = clock.instant();
    long count = nanos.getAsLong();
    long measured = wall.getEpochSecond() * NANOS_PER_SECOND + wall.getNano() - count;
    // Written only when it grows, so that threads on many cores can read it side by side.
    long most = ahead.get();
    if (measured > most) {
      most = ahead.accumulateAndGet(measured, Math::max);
    }
    return Instant.EPOCH.plusNanos(most + count);
  }

  /** What the wall clock says, for people. */
  Instant wallClock() {
    return clock.instant();
  }
}
