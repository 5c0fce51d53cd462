package dev.gatepost.token;

import dev.gatepost.token.KeyFetch.Fetched;
import java.time.Duration;
import java.time.Instant;

/**
 * Keys that were fetched, and until when they are good for what.
 *
 * @param fetchedAt when the issuer was asked for them
 * @param refreshAt from when on they had better be fetched again
 * @param freshUntil when they cease to be fresh
 * @param usableUntil when they may no longer be used at all
 */
record HeldKeys(
    Fetched fetched,
    Instant fetchedAt,
    Instant refreshAt,
    Instant freshUntil,
    Instant usableUntil) {
  // A clock is put right by less than this without being put back.
  private static final Duration CLOCK_JITTER = Duration.ofSeconds(10);

  static HeldKeys of(Fetched fetched, Instant at, RemoteKeySettings settings) {
    Duration granted = fetched.freshFor();
    Duration fresh = granted.compareTo(settings.maxFresh()) > 0 ? settings.maxFresh() : granted;
    Instant freshUntil = at.plus(fresh);
    return new HeldKeys(
        fetched,
        at,
        freshUntil.minus(fresh.dividedBy(5)),
        freshUntil,
        freshUntil.plus(settings.maxStale()));
  }

  Jwks jwks() {
    return fetched.jwks();
  }

  KeyReport.State state(Instant now) {
    if (now.isBefore(freshUntil) && !now.isBefore(fetchedAt.minus(CLOCK_JITTER))) {
      return KeyReport.State.FRESH;
    }
    return now.isBefore(usableUntil) ? KeyReport.State.STALE : KeyReport.State.EXPIRED;
  }
}
