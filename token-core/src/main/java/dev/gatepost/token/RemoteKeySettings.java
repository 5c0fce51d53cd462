package dev.gatepost.token;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How keys are fetched and kept, and for how long they are used. Immutable: each method returns
 * settings of its own.
 *
 * <p>What an issuer may rely on:
 *
 * <ul>
 *   <li>The keys are fetched again when they are no longer fresh: after the {@code max-age} of the
 *       issuer's {@code Cache-Control}, held to 1 minute … {@link #maxFresh}, or 5 minutes where it
 *       says nothing. A key that the issuer takes back or replaces is refused from then on.
 *   <li>A {@code kid} that is not among the keys has them fetched at once, 3 times in a row, then
 *       every 10 seconds at most, however many such tokens come; and again for the same {@code kid}
 *       after 30 seconds. So a new key works at most 30 seconds and one fetch after it was
 *       published, also while somebody sends unknown ones at full speed.
 *   <li>A failed fetch is tried again after 1 second, then 2, 4 and so on to every 30 seconds.
 *       Meanwhile the keys at hand are used for {@link #maxStale} beyond their freshness, and no
 *       longer: then, {@link KeysUnavailableException}.
 * </ul>
 *
 * <p>There is one fetch at a time, no lock is held during it, and callers whose key is at hand do
 * not wait for it: but where the keys have ceased to be fresh while nobody asked for them, the
 * first callers wait, so that no key is used that may have been taken back. An answer of more than
 * 256 KiB, a redirect, and a set without usable key are failed fetches.
 */
public final class RemoteKeySettings {
  private static final RemoteKeySettings DEFAULTS =
      new RemoteKeySettings(Duration.ofSeconds(2), Freshness.MAX, Duration.ofHours(24), null, null);

  private static final Duration MIN_TIMEOUT = Duration.ofMillis(50);
  private static final Duration MAX_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration MAX_STALE = Duration.ofDays(7);

  private final Duration timeout;
  private final Duration maxFresh;
  private final Duration maxStale;
  private final @Nullable Executor executor;
  private final @Nullable SSLContext tls;

  private RemoteKeySettings(
      Duration timeout,
      Duration maxFresh,
      Duration maxStale,
      @Nullable Executor executor,
      @Nullable SSLContext tls) {
    this.timeout = timeout;
    this.maxFresh = maxFresh;
    this.maxStale = maxStale;
    this.executor = executor;
    this.tls = tls;
  }

  /** The settings that hold unless told otherwise. */
  public static RemoteKeySettings defaults() {
    return DEFAULTS;
  }

  /**
   * How long one exchange may take, from connecting to the last byte of the body: 50 milliseconds
   * to 30 seconds, 2 seconds by default. Discovery is an exchange of its own.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public RemoteKeySettings timeout(Duration limit) {
    require("timeout", limit, MIN_TIMEOUT, MAX_TIMEOUT);
    return new RemoteKeySettings(limit, maxFresh, maxStale, executor, tls);
  }

  /**
   * The longest time for which keys count as fresh, even if the issuer grants more: 1 minute to 24
   * hours, 24 hours by default. It bounds how long a key lives on that the issuer has taken back.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public RemoteKeySettings maxFresh(Duration limit) {
    require("maxFresh", limit, Freshness.MIN, Freshness.MAX);
    return new RemoteKeySettings(timeout, limit, maxStale, executor, tls);
  }

  /**
   * How long keys are used beyond their freshness while they can't be fetched: 0 to 7 days, 24
   * hours by default.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public RemoteKeySettings maxStale(Duration limit) {
    require("maxStale", limit, Duration.ZERO, MAX_STALE);
    return new RemoteKeySettings(timeout, maxFresh, limit, executor, tls);
  }

  /**
   * Where to fetch keys that soon cease to be fresh, or that are stale. By default one of the
   * callers does it, and waits for it. Fetches that a caller needs are always its own.
   */
  public RemoteKeySettings refreshOn(Executor refresher) {
    return new RemoteKeySettings(timeout, maxFresh, maxStale, refresher, tls);
  }

  /** Whom to trust, where the issuer's certificate is from an authority that the JDK lacks. */
  public RemoteKeySettings tls(SSLContext context) {
    return new RemoteKeySettings(timeout, maxFresh, maxStale, executor, context);
  }

  private static void require(String name, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(name + " must be " + min + " to " + max);
    }
  }

  Duration timeout() {
    return timeout;
  }

  Duration maxFresh() {
    return maxFresh;
  }

  Duration maxStale() {
    return maxStale;
  }

  Optional<Executor> executor() {
    return Optional.ofNullable(executor);
  }

  Optional<SSLContext> tls() {
    return Optional.ofNullable(tls);
  }
}
