package dev.gatepost.token;

import dev.gatepost.token.KeyReport.State;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an issuer's keys at one time.
 *
 * @param held the keys at hand, or null before the first fetch
 * @param outage the attempts that have failed since, or null if the newest did not
 */
record KeyStatus(@Nullable HeldKeys held, @Nullable Outage outage) {

  /** How badly the keys have to be fetched. */
  enum Need {
    /** Not at all, or not yet again. */
    NONE,
    /** Somebody had better do it; the keys at hand are good meanwhile. */
    SOON,
    /** Before anything can be said about a token. */
    NOW
  }

  Need need(Instant now) {
    if (isPausing(now)) {
      return Need.NONE;
    }
    return switch (state(now)) {
      case FRESH -> held != null && now.isBefore(held.refreshAt()) ? Need.NONE : Need.SOON;
      case STALE -> isFailing(now) ? Need.SOON : Need.NOW;
      case NOT_LOADED, EXPIRED -> Need.NOW;
    };
  }

  State state(Instant now) {
    return held == null ? State.NOT_LOADED : held.state(now);
  }

  /**
   * Whether it is known that the issuer fails: then nobody has to wait to learn it again. What an
   * attempt of long ago has shown says nothing, and least of all whether a key was taken back
   * since.
   */
  boolean isFailing(Instant now) {
    return outage != null && outage.isRecent(now);
  }

  /** Whether an attempt has failed so lately that another makes no sense. */
  boolean isPausing(Instant now) {
    return outage != null && !outage.pause(now).isZero();
  }

  /** The keys, if they may be used. */
  Optional<KeySet> usable(Instant now) {
    State state = state(now);
    return held != null && (state == State.FRESH || state == State.STALE)
        ? Optional.of(held.jwks().keys())
        : Optional.empty();
  }

  KeyStatus failed(String problem, Instant now) {
    return new KeyStatus(
        held, outage == null ? Outage.first(problem, now) : outage.again(problem, now));
  }

  KeyReport report(Instant now) {
    return new KeyReport(
        state(now),
        held == null ? List.of() : held.jwks().entries(),
        Optional.ofNullable(held).map(HeldKeys::fetchedAt),
        Optional.ofNullable(outage).map(Outage::problem));
  }
}
