package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.token.testkit.TestIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SteadyTimeTest {
  private final ManualTime clock = new ManualTime();
  private final AtomicLong count = new AtomicLong(-5_000_000_000L);
  private final SteadyTime time = new SteadyTime(clock, count::get);
  private final Instant start = time.instant();

  @Test
  void starts_with_the_clock() {
    assertThat(start).isEqualTo(TestIssuer.NOW);
  }

  @Test
  void stands_still_while_both_do() {
    assertThat(time.instant()).isEqualTo(start);
  }

  @Test
  void passes_with_the_count_when_the_clock_stands_still() {
    count.addAndGet(7);

    assertThat(time.instant()).isEqualTo(start.plusNanos(7));
  }

  @Test
  void passes_with_the_clock_when_the_count_stands_still() {
    clock.putClock(Duration.ofHours(1));

    assertThat(time.instant()).isEqualTo(start.plus(Duration.ofHours(1)));
  }

  @Test
  void is_as_fine_as_the_clock() {
    clock.putClock(Duration.ofNanos(123_456_789));

    assertThat(time.instant()).isEqualTo(start.plusNanos(123_456_789));
  }

  @Test
  void does_not_pass_twice_when_both_move() {
    clock.putClock(Duration.ofSeconds(3));
    count.addAndGet(3_000_000_000L);

    assertThat(time.instant()).isEqualTo(start.plusSeconds(3));
  }

  @Test
  void goes_on_from_where_it_was_when_the_clock_is_put_back() {
    clock.putClock(Duration.ofDays(-1));
    assertThat(time.instant()).isEqualTo(start);

    count.addAndGet(1_000_000_000L);

    assertThat(time.instant()).isEqualTo(start.plusSeconds(1));
    assertThat(time.wallClock()).isEqualTo(start.minus(Duration.ofDays(1)));
  }

  @Test
  void does_not_go_back_when_the_clock_was_put_forward_by_mistake_and_is_put_right() {
    clock.putClock(Duration.ofDays(1));
    assertThat(time.instant()).isEqualTo(start.plus(Duration.ofDays(1)));

    clock.putClock(Duration.ofDays(-1));

    assertThat(time.instant()).isEqualTo(start.plus(Duration.ofDays(1)));
  }

  @Test
  void is_the_system_s_in_earnest() {
    Instant before = Instant.now();
    SteadyTime system = SteadyTime.system();

    Instant first = system.instant();
    Instant second = system.instant();

    // The clock and the count are read one after the other, and differ in grain.
    assertThat(first).isAfter(before.minusSeconds(1));
    assertThat(second).isAfterOrEqualTo(first);
    assertThat(second).isBefore(Instant.now().plusSeconds(1));
  }
}
