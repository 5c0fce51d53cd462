package dev.gatepost.local;

import dev.gatepost.messages.MessageBoard;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Removes messages when they have been kept for long enough. */
final class Retention implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Retention.class.getName());
  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,4})([dh])");
  // As long as an idempotency key tells a repeat, its message must be there.
  private static final Duration SHORTEST = Duration.ofDays(1);
  private static final int AT_ONCE = 1_000;
  // A portion takes milliseconds, or the time after which a store gives up.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final MessageBoard board;
  private final Duration kept;
  private final Clock clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "retention");
            thread.setDaemon(true);
            return thread;
          });

  private Retention(MessageBoard board, Duration kept, Clock clock) {
    this.board = board;
    this.kept = kept;
    this.clock = clock;
  }

  /**
   * Reads {@code 30d} or {@code 48h}; {@code off} is to keep all.
   *
   * @throws IllegalArgumentException if it is neither, or less than a day
   */
  static Optional<Duration> parse(String text) {
    if (text.equals("off")) {
      return Optional.empty();
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("give it as 30d or 48h, or off");
    }
    int count = Integer.parseInt(matcher.group(1));
    Duration kept = matcher.group(2).equals("d") ? Duration.ofDays(count) : Duration.ofHours(count);
    if (kept.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException("must be at least a day (1d)");
    }
    return Optional.of(kept);
  }

  /** Begins at once, and looks again every hour. */
  static Retention start(MessageBoard board, Duration kept, Clock clock) {
    Retention retention = new Retention(board, kept, clock);
    // It never fails, so nobody need look at it.
    Future<?> unused =
        retention.timer.scheduleWithFixedDelay(retention::tryToRemove, 0, 1, TimeUnit.HOURS);
    return retention;
  }

  /**
   * Removes what is old enough now, in small portions between which others may write. Leaves the
   * rest for later when interrupted.
   */
  static int remove(MessageBoard board, Duration kept, Clock clock) {
    int removed = 0;
    int portion = AT_ONCE;
    while (portion == AT_ONCE && !Thread.currentThread().isInterrupted()) {
      portion = board.removeBefore(clock.instant().minus(kept), AT_ONCE);
      removed += portion;
    }
    return removed;
  }

  private void tryToRemove() {
    try {
      remove(board, kept, clock);
    } catch (RuntimeException e) {
      LOG.log(
          System.Logger.Level.WARNING, "Old messages could not be removed: {0}", e.getMessage());
    }
  }

  /** Ends it, after the portion that is being removed: then the store may be closed. */
  @Override
  public void close() {
    timer.shutdownNow();
    try {
      if (!timer.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "Old messages are still being removed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
