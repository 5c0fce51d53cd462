package dev.gatepost.token;

import dev.gatepost.token.KeyFetch.Fetched;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Fetches keys, one fetch at a time and without a lock, and keeps what became of it. */
final class KeyRefresher {
  private static final System.Logger LOG = System.getLogger(KeySource.class.getName());

  private final String origin;
  private final KeyFetch fetch;
  private final RemoteKeySettings settings;
  private final InstantSource time;
  private final AtomicReference<@Nullable CountDownLatch> underWay = new AtomicReference<>();
  private volatile KeyStatus status = new KeyStatus(null, null);

  KeyRefresher(String origin, KeyFetch fetch, RemoteKeySettings settings, InstantSource time) {
    this.origin = origin;
    this.fetch = fetch;
    this.settings = settings;
    this.time = time;
  }

  /** What came of the wish to fetch. */
  enum Attempt {
    /** This thread has fetched, with whatever result. */
    MADE,
    /** It was not allowed, or no longer called for. */
    NOT_MADE,
    /** Somebody else is at it: {@link #await} tells when that is over. */
    BUSY
  }

  KeyStatus status() {
    return status;
  }

  /**
   * Fetches on this thread, if nobody else is doing so or has done so meanwhile.
   *
   * @param seen the status that makes the caller want it
   * @param allowed asked last, once nothing else stands against it
   */
  @SuppressWarnings("ReferenceEquality") // Equal is not enough: it must still be that status.
  Attempt tryRefresh(KeyStatus seen, BooleanSupplier allowed) {
    CountDownLatch end = new CountDownLatch(1);
    if (!underWay.compareAndSet(null, end)) {
      return Attempt.BUSY;
    }
    try {
      if (status != seen || !allowed.getAsBoolean()) {
        return Attempt.NOT_MADE;
      }
      status = refreshed(seen);
      return Attempt.MADE;
    } finally {
      underWay.set(null);
      end.countDown();
    }
  }

  /** Waits until the fetch that is under way is over; not at all if there is none. */
  void await(Duration atMost) {
    CountDownLatch end = underWay.get();
    if (end == null) {
      return;
    }
    try {
      // Whether it is over or not, the status has the answer.
      boolean unused = end.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private KeyStatus refreshed(KeyStatus before) {
    // As of when it was asked for: what the issuer changes from now on, it may not have said.
    Instant now = time.instant();
    HeldKeys held = before.held();
    try {
      Fetched fetched = fetch.fetch(held == null ? null : held.fetched());
      if (before.outage() != null) {
        LOG.log(Level.INFO, "{0}: the keys can be fetched again", origin);
      }
      return new KeyStatus(HeldKeys.of(fetched, now, settings), null);
    } catch (FetchFailedException e) {
      String problem = String.valueOf(e.getMessage());
      if (before.outage() == null) {
        LOG.log(Level.WARNING, "{0}: the keys could not be fetched: {1}", origin, problem);
      }
      return before.failed(problem, time.instant());
    }
  }
}
