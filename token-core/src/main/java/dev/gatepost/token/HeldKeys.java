package dev.gatepost.token;

import dev.gatepost.token.KeyFetch.Fetched;
import java.time.Duration;
import java.time.Instant;

/**
 * Keys that were fetched, and until when they are good for what, by a time that does not go back.
 *
 * @param fetchedAt when the issuer was asked for them, by the wall clock
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

  static HeldKeys of(
      Fetched fetched, Instant asked, Instant fetchedAt, RemoteKeySettings settings) {
    Duration granted = fetched.freshFor();
    Duration fresh = granted.compareTo(settings.maxFresh()) > 0 ? settings.maxFresh() : granted;
    Instant freshUntil = asked.plus(fresh);
    return new HeldKeys(
        fetched,
        fetchedAt,
        freshUntil.minus(fresh.dividedBy(5)),
        freshUntil,
        freshUntil.plus(settings.maxStale()));
  }

  Jwks jwks() {
    return fetched.jwks();
  }

  KeyReport.State state(Instant now) {
    if (now.isBefore(freshUntil)) {
      return KeyReport.State.FRESH;
    }
    return now.isBefore(usableUntil) ? KeyReport.State.STALE : KeyReport.State.EXPIRED;
  }
}
