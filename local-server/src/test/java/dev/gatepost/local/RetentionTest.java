package dev.gatepost.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatepost.messages.InMemoryMessageStore;
import dev.gatepost.messages.Message;
import dev.gatepost.messages.MessageBoard;
import dev.gatepost.messages.testkit.UnreachableStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final Duration KEPT = Duration.ofDays(30);

  private final InMemoryMessageStore store = new InMemoryMessageStore();
  private final MessageBoard board = at(NOW);

  @Test
  void removes_what_was_posted_longer_ago() {
    at(NOW.minus(KEPT).minusMillis(1)).post("ada", "old");
    Message inTime = at(NOW.minus(KEPT)).post("ada", "in time");
    Message today = board.post("ada", "today");

    assertThat(Retention.remove(board, KEPT, Clock.fixed(NOW, ZoneOffset.UTC))).isEqualTo(1);

    assertThat(board.newest(10).messages()).containsExactly(today, inTime);
  }

  @Test
  void removes_more_than_it_takes_at_once() {
    MessageBoard old = at(NOW.minus(KEPT).minusMillis(1));
    for (int i = 0; i < 2_001; i++) {
      old.post("ada", "old");
    }

    assertThat(Retention.remove(board, KEPT, Clock.fixed(NOW, ZoneOffset.UTC))).isEqualTo(2_001);

    assertThat(board.newest(10).messages()).isEmpty();
  }

  @Test
  @Timeout(30)
  void begins_as_soon_as_it_is_started() {
    at(NOW.minus(KEPT).minusMillis(1)).post("ada", "old");

    try (Retention retention = Retention.start(board, KEPT, Clock.fixed(NOW, ZoneOffset.UTC))) {
      assertThat(retention).isNotNull();
      while (!board.newest(1).messages().isEmpty()) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  @Timeout(30)
  void ends_with_the_portion_that_it_is_removing() throws Exception {
    Semaphore begun = new Semaphore(0);
    Semaphore goOn = new Semaphore(0);
    MessageBoard endless =
        new MessageBoard(
            new UnreachableStore() {
              @Override
              public int removeBefore(String id, int limit) {
                begun.release();
                goOn.acquireUninterruptibly();
                return limit;
              }
            },
            Clock.systemUTC());
    Retention retention = Retention.start(endless, KEPT, Clock.systemUTC());
    begun.acquire();

    FutureTask<?> closing = new FutureTask<>(retention::close, null);
    Thread closer = new Thread(closing);
    closer.start();
    while (closer.getState() != Thread.State.TIMED_WAITING) {
      assertThat(closing).isNotDone();
    }
    goOn.release();
    closing.get();

    assertThat(begun.availablePermits()).isZero();
  }

  @Test
  void reads_days_and_hours() {
    assertThat(Retention.parse("30d")).contains(KEPT);
    assertThat(Retention.parse("24h")).contains(Duration.ofDays(1));
    assertThat(Retention.parse("off")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "30", "0d", "23h", "1m", "-1d", "100000d", "d"})
  void refuses_what_is_no_time_or_too_short(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> Retention.parse(text));
  }

  private MessageBoard at(Instant time) {
    return new MessageBoard(store, Clock.fixed(time, ZoneOffset.UTC));
  }
}
