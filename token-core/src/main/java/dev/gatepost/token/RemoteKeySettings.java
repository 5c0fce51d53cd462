package dev.gatepost.token;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How keys are fetched and kept, and for how long they are used. Immutable: each method returns
 * settings of its own.
 *
 * <p><b>A key that the issuer takes back or replaces</b> is refused when the keys are no longer
 * fresh: after the {@code max-age} of the issuer's {@code Cache-Control}, held to 1 minute … {@link
 * #maxFresh}, or 5 minutes where it says nothing. Only while the issuer can't be reached, or sends
 * no set with a usable key, it lives on for {@link #maxStale} beyond that. So the worst case is
 * {@code maxFresh} + {@code maxStale}: 24 + 24 hours by default, for an issuer that grants a day
 * and then fails. Both bounds hold by whichever goes faster, the wall clock or the machine's own
 * count: a clock that is put back prolongs nothing.
 *
 * <p><b>A new key</b> works at most 30 seconds and one fetch after it was published, also while
 * somebody sends unknown ones at full speed. A {@code kid} that is not among the keys has them
 * fetched at once, 3 times in a row, then every 10 seconds at most, however many such tokens come;
 * and again for the same {@code kid} after 30 seconds; until then its tokens are refused. That goes
 * for keys with a {@code kid} of their own (RFC 7517 §4.5): one that takes the place of another
 * under the same {@code kid}, or where there is none, works from the next fetch that is due. A bad
 * signature fetches nothing, for anyone can make one.
 *
 * <p><b>A failed fetch</b> is tried again after 1 second, then 2, 4 and so on to every 30 seconds.
 * Meanwhile the keys at hand are used for {@link #maxStale} beyond their freshness, and no longer:
 * then, {@link KeysUnavailableException}. An answer of more than 1 MiB or 1,000 keys, a redirect,
 * and a set without usable key are failed fetches.
 *
 * <p><b>Who waits.</b> There is one fetch at a time, and no lock is held during it. A caller whose
 * {@code kid} is among keys that are fresh, or stale with the issuer known to fail, never waits for
 * another's fetch, nor for what unknown {@code kid}s cause. But for two cases it does not wait at
 * all:
 *
 * <ul>
 *   <li>Without {@link #refreshOn}, one caller makes the fetch that is due: in the last fifth of
 *       the freshness, and after each pause of an outage. That is one {@link #timeout} at most, or
 *       two with discovery. With it, none does, as long as the executor takes the task.
 *   <li>Where there are no keys yet, where they have expired, or have ceased to be fresh while
 *       nobody asked for them, all callers wait for one fetch, so that no key is used that may have
 *       been taken back. Once it has failed, one caller makes the next attempt, and the others get
 *       {@link KeysUnavailableException}, or stale keys, at once; until 30 seconds after a pause
 *       nobody has tried, and the failure is too old to tell that the issuer still fails.
 * </ul>
 *
 * <p>Callers with an unknown {@code kid} wait for the fetch that is under way, {@link #maxWaiting}
 * of them at most. None waits for a fetch longer than three times {@link #timeout}, and one that is
 * interrupted not at all: it gets {@link KeysUnavailableException}, stays interrupted, and changes
 * nothing for the others.
 */
public final class RemoteKeySettings {
  private static final RemoteKeySettings DEFAULTS =
      new RemoteKeySettings(
          Duration.ofSeconds(2), Freshness.MAX, Duration.ofHours(24), 16, null, null, null);

  private static final Duration MIN_TIMEOUT = Duration.ofMillis(50);
  private static final Duration MAX_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration MAX_STALE = Duration.ofDays(7);
  private static final int MAX_WAITING = 100_000;

  private final Duration timeout;
  private final Duration maxFresh;
  private final Duration maxStale;
  private final int maxWaiting;
  private final @Nullable Executor executor;
  private final @Nullable SSLContext tls;
  private final @Nullable Supplier<Duration> timeLeft;

  private RemoteKeySettings(
      Duration timeout,
      Duration maxFresh,
      Duration maxStale,
      int maxWaiting,
      @Nullable Executor executor,
      @Nullable SSLContext tls,
      @Nullable Supplier<Duration> timeLeft) {
    this.timeout = timeout;
    this.maxFresh = maxFresh;
    this.maxStale = maxStale;
    this.maxWaiting = maxWaiting;
    this.executor = executor;
    this.tls = tls;
    this.timeLeft = timeLeft;
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
    return new RemoteKeySettings(limit, maxFresh, maxStale, maxWaiting, executor, tls, timeLeft);
  }

  /**
   * The longest time for which keys count as fresh, even if the issuer grants more: 1 minute to 24
   * hours, 24 hours by default. It bounds how long a key lives on that the issuer has taken back,
   * as long as the issuer answers.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public RemoteKeySettings maxFresh(Duration limit) {
    require("maxFresh", limit, Freshness.MIN, Freshness.MAX);
    return new RemoteKeySettings(timeout, limit, maxStale, maxWaiting, executor, tls, timeLeft);
  }

  /**
   * How long keys are used beyond their freshness while they can't be fetched: 0 to 7 days, 24
   * hours by default. It bounds, together with {@link #maxFresh}, how long a key lives on that the
   * issuer has taken back before it, or the way to it, failed.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public RemoteKeySettings maxStale(Duration limit) {
    require("maxStale", limit, Duration.ZERO, MAX_STALE);
    return new RemoteKeySettings(timeout, maxFresh, limit, maxWaiting, executor, tls, timeLeft);
  }

  /**
   * How many callers may wait at a time, for one issuer, for a fetch that may bring their unknown
   * {@code kid}: 0 to 100,000, 16 by default. Anyone can make up such a {@code kid}, so keep it
   * well below the number of threads that serve requests; with virtual threads it may be in the
   * thousands. Those beyond it get {@link KeysUnavailableException} at once. It does not count the
   * one that fetches, nor those who wait because there are no keys to use at all.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public RemoteKeySettings maxWaiting(int callers) {
    if (callers < 0 || callers > MAX_WAITING) {
      throw new IllegalArgumentException("maxWaiting must be 0 to " + MAX_WAITING);
    }
    return new RemoteKeySettings(timeout, maxFresh, maxStale, callers, executor, tls, timeLeft);
  }

  /**
   * Where to fetch keys that soon cease to be fresh, or that are stale while the issuer fails. By
   * default one of the callers does it, and waits for it; so it does where the executor refuses.
   * Fetches that a caller needs are always its own.
   */
  public RemoteKeySettings refreshOn(Executor refresher) {
    return new RemoteKeySettings(timeout, maxFresh, maxStale, maxWaiting, refresher, tls, timeLeft);
  }

  /** Whom to trust, where the issuer's certificate is from an authority that the JDK lacks. */
  public RemoteKeySettings tls(SSLContext context) {
    return new RemoteKeySettings(
        timeout, maxFresh, maxStale, maxWaiting, executor, context, timeLeft);
  }

  /**
   * How much time the caller has who is to make a fetch: its exchanges take no longer, even where
   * {@link #timeout} would let them. For callers that are cut off themselves, as a function in the
   * cloud is. Where nothing is left, the fetch fails at once.
   *
   * @param left is asked by the thread that fetches, when an exchange begins
   */
  public RemoteKeySettings timeLeft(Supplier<Duration> left) {
    return new RemoteKeySettings(timeout, maxFresh, maxStale, maxWaiting, executor, tls, left);
  }

  private static void require(String name, Duration value, Duration min, Duration max) {
    if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
      throw new IllegalArgumentException(name + " must be " + min + " to " + max);
    }
  }

  Duration timeout() {
    return timeout;
  }

  /** What the exchange that begins now may take; nothing or less where there is no time left. */
  Duration exchangeTime() {
    Duration left = timeLeft == null ? timeout : timeLeft.get();
    return left.compareTo(timeout) < 0 ? left : timeout;
  }

  Duration maxFresh() {
    return maxFresh;
  }

  Duration maxStale() {
    return maxStale;
  }

  int maxWaiting() {
    return maxWaiting;
  }

  Optional<Executor> executor() {
    return Optional.ofNullable(executor);
  }

  Optional<SSLContext> tls() {
    return Optional.ofNullable(tls);
  }
}
