package dev.gatepost.token;

import dev.gatepost.token.KeyRefresher.Attempt;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The keys of an issuer, fetched and kept. It decides who fetches, who waits, and who gets the keys
 * at hand; {@link RemoteKeySettings} tells what follows from it.
 */
final class RemoteKeySource extends KeySource {
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(1);

  private final String origin;
  private final @Nullable String issuer;
  private final KeyRefresher refresher;
  private final RefreshAhead ahead;
  private final MissBudget misses = new MissBudget();
  private final Semaphore waitingForUnknown;
  private final Duration patience;
  private final SteadyTime time;

  RemoteKeySource(String origin, KeyFetch fetch, RemoteKeySettings settings, SteadyTime time) {
    this.origin = origin;
    this.issuer = fetch.issuer();
    this.refresher = new KeyRefresher(origin, fetch, settings, time);
    this.waitingForUnknown = new Semaphore(settings.maxWaiting());
    this.ahead = new RefreshAhead(refresher, settings.executor());
    // A fetch with discovery has two exchanges, each of which keeps the time-out.
    this.patience = settings.timeout().multipliedBy(3);
    this.time = time;
  }

  static RemoteKeySource of(URI origin, KeyFetch fetch, RemoteKeySettings settings) {
    return new RemoteKeySource(KeyAddress.show(origin), fetch, settings, SteadyTime.system());
  }

  @Override
  public KeyReport report() {
    KeyStatus status = refresher.status();
    return status.report(time.instant());
  }

  @Override
  public void load() {
    usable();
  }

  @Override
  @Nullable String issuer() {
    return issuer;
  }

  @Override
  VerificationKey find(@Nullable String keyId, Algorithm algorithm) throws TokenRejectedException {
    KeySet keys = usable();
    if (keyId != null && !keys.knows(keyId)) {
      keys = lookAgain(keyId);
    }
    return keys.find(keyId, algorithm);
  }

  private KeySet usable() {
    // First the status, then the clock: else keys could come from the future.
    KeyStatus status = refresher.status();
    Instant now = time.instant();
    switch (status.need(now)) {
      case NONE -> {}
      case SOON -> ahead.refresh(status, now);
      case NOW ->
          fetchOrWait(
              status, () -> true, () -> !status.isFailing(now) && refresher.await(patience));
    }
    return usable(refresher.status());
  }

  private KeySet usable(KeyStatus status) {
    return status
        .usable(time.instant())
        .orElseThrow(() -> unavailable(status, "the keys are out of reach"));
  }

  // Only a kid that is unknown comes here, once all else about its token looks right.
  private KeySet lookAgain(String keyId) {
    KeyStatus seen = refresher.status();
    Instant now = time.instant();
    KeySet keys = usable(seen);
    if (keys.knows(keyId) || misses.isAbsent(keyId, now)) {
      return keys;
    }
    Attempt attempt =
        fetchOrWait(
            seen, () -> !seen.isPausing(now) && misses.take(now), () -> awaitForUnknown(seen));
    KeyStatus after = refresher.status();
    KeySet newest = usable(after);
    if (newest.knows(keyId)) {
      return newest;
    }
    if (after.outage() != null) {
      throw unavailable(after, "the token's key is not at hand, and could not be looked for");
    }
    if (attempt == Attempt.MADE) {
      misses.rememberAbsent(keyId, now);
    }
    return newest;
  }

  /**
   * Fetches, or waits for whoever does so already; and fetches after all if that one was
   * interrupted and nothing has come of it.
   */
  private Attempt fetchOrWait(KeyStatus seen, BooleanSupplier allowed, BooleanSupplier wait) {
    Attempt attempt;
    do {
      attempt = refresher.tryRefresh(seen, allowed);
    } while (attempt == Attempt.BUSY && wait.getAsBoolean());
    if (attempt == Attempt.BUSY || attempt == Attempt.INTERRUPTED) {
      throw unavailable(seen, "the keys are out of reach, and a fetch was not waited for");
    }
    return attempt;
  }

  // So that a slow issuer and made-up kids can't hold all threads of a server.
  private boolean awaitForUnknown(KeyStatus seen) {
    if (!waitingForUnknown.tryAcquire()) {
      throw unavailable(seen, "too many callers wait for keys that are not at hand");
    }
    try {
      return refresher.await(patience);
    } finally {
      waitingForUnknown.release();
    }
  }

  private KeysUnavailableException unavailable(KeyStatus status, String what) {
    Outage outage = status.outage();
    String why = outage == null ? "" : ": " + outage.problem();
    Duration pause = outage == null ? Duration.ZERO : outage.pause(time.instant());
    return new KeysUnavailableException(
        origin + ": " + what + why, pause.compareTo(SHORTEST_WAIT) < 0 ? SHORTEST_WAIT : pause);
  }
}
