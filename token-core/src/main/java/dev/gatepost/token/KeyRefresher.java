package dev.gatepost.token;

import dev.gatepost.token.KeyFetch.Fetched;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Fetches keys, one fetch at a time, and keeps what became of it. No lock is held meanwhile. */
final class KeyRefresher {
  private static final System.Logger LOG = System.getLogger(KeySource.class.getName());

  private final String origin;
  private final KeyFetch fetch;
  private final RemoteKeySettings settings;
  private final SteadyTime time;
  private @Nullable CountDownLatch underWay;
  private volatile KeyStatus status = new KeyStatus(null, null);

  KeyRefresher(String origin, KeyFetch fetch, RemoteKeySettings settings, SteadyTime time) {
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
    /** Somebody else is fetching: {@link #await} tells when that is over. */
    BUSY,
    /** This thread was told to stop, and is still marked as interrupted. Nothing came of it. */
    INTERRUPTED
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
  Attempt tryRefresh(KeyStatus seen, BooleanSupplier allowed) {
    Attempt start = begin(seen, allowed);
    if (start != Attempt.MADE) {
      return start;
    }
    KeyStatus result = seen;
    try {
      result = refreshed(seen);
      return Attempt.MADE;
    } catch (InterruptedException e) {
      // The caller's own affair: others find the status as it was, and fetch themselves.
      Thread.currentThread().interrupt();
      return Attempt.INTERRUPTED;
    } finally {
      end(result);
    }
  }

  // Decided in one step, so that nobody is told to wait for a fetch that is then not made.
  @SuppressWarnings("ReferenceEquality") // Equal is not enough: it must still be that status.
  private synchronized Attempt begin(KeyStatus seen, BooleanSupplier allowed) {
    if (status != seen) {
      return Attempt.NOT_MADE;
    }
    if (underWay != null) {
      return Attempt.BUSY;
    }
    if (!allowed.getAsBoolean()) {
      return Attempt.NOT_MADE;
    }
    underWay = new CountDownLatch(1);
    return Attempt.MADE;
  }

  private synchronized void end(KeyStatus result) {
    status = result;
    if (underWay != null) {
      underWay.countDown();
      underWay = null;
    }
  }

  private synchronized CountDownLatch underWay() {
    return underWay == null ? new CountDownLatch(0) : underWay;
  }

  /**
   * Waits until the fetch that is under way is over; not at all if there is none.
   *
   * @return whether it is over; if not, it took too long, or this thread is marked as interrupted
   */
  boolean await(Duration atMost) {
    try {
      return underWay().await(atMost.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private KeyStatus refreshed(KeyStatus before) throws InterruptedException {
    // As of when it was asked for: what the issuer changes from now on, it may not have said.
    Instant asked = time.instant();
    Instant fetchedAt = time.wallClock();
    HeldKeys held = before.held();
    try {
      Fetched fetched = fetch.fetch(held == null ? null : held.fetched());
      if (before.outage() != null) {
        LOG.log(Level.INFO, "{0}: the keys can be fetched again", origin);
      }
      return new KeyStatus(HeldKeys.of(fetched, asked, fetchedAt, settings), null);
    } catch (FetchFailedException e) {
      return failed(before, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // A caller whose key is at hand must not suffer from it. Its message may quote the answer, so
      // what is said of it is where it comes from.
      LOG.log(Level.DEBUG, () -> e.getClass() + " at " + Arrays.toString(e.getStackTrace()));
      return failed(before, "unexpected " + e.getClass().getSimpleName());
    }
  }

  private KeyStatus failed(KeyStatus before, String problem) {
    if (before.outage() == null) {
      LOG.log(Level.WARNING, "{0}: the keys could not be fetched: {1}", origin, problem);
    }
    return before.failed(problem, time.instant());
  }
}
