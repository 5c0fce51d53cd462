package dev.gatepost.token;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Fetches that nobody has to wait for: on the user's executor, or by the caller in passing. */
final class RefreshAhead {
  /** When a fetch is handed over once more: an executor may drop what it was given. */
  static final Duration HAND_OVER_AGAIN = Duration.ofSeconds(10);

  private final KeyRefresher refresher;
  private final Optional<Executor> executor;
  private final AtomicReference<@Nullable HandedOver> handedOver = new AtomicReference<>();

  private record HandedOver(KeyStatus seen, Instant at) {}

  RefreshAhead(KeyRefresher refresher, Optional<Executor> executor) {
    this.refresher = refresher;
    this.executor = executor;
  }

  @SuppressWarnings("ReferenceEquality") // Equal is not enough: it must be that very status.
  void refresh(KeyStatus seen, Instant now) {
    if (executor.isEmpty()) {
      fetch(seen);
      return;
    }
    HandedOver last = handedOver.get();
    boolean isPending =
        last != null && last.seen() == seen && now.isBefore(last.at().plus(HAND_OVER_AGAIN));
    if (!isPending && handedOver.compareAndSet(last, new HandedOver(seen, now))) {
      try {
        executor.get().execute(() -> fetch(seen));
      } catch (RuntimeException e) {
        // Full, shut down or broken: the user's executor must not cost a caller its good key.
        fetch(seen);
      }
    }
  }

  // If somebody else is at it already, so much the better.
  private void fetch(KeyStatus seen) {
    KeyRefresher.Attempt unused = refresher.tryRefresh(seen, () -> true);
  }
}
