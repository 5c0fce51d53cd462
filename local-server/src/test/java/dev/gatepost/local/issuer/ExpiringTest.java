package dev.gatepost.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ExpiringTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final MovableClock clock = new MovableClock();
  private final Expiring<Integer> values = new Expiring<>(clock);

  @Test
  void forgets_a_value_at_the_instant_it_expires() {
    String name = values.keep(1, clock.instant().plus(MINUTE));

    clock.advance(MINUTE.minusNanos(1));
    assertThat(values.find(name)).hasValue(1);

    clock.advance(Duration.ofNanos(1));
    assertThat(values.find(name)).isEmpty();
    assertThat(values.take(name)).isEmpty();
  }

  @Test
  void gives_a_value_away_once() {
    String name = values.keep(1, clock.instant().plus(MINUTE));

    assertThat(values.take(name)).hasValue(1);
    assertThat(values.take(name)).isEmpty();
  }

  @Test
  void keeps_a_thousand_values_and_lets_the_oldest_go_first() {
    String oldest = values.keep(0, clock.instant().plus(MINUTE));
    String next = values.keep(1, clock.instant().plus(MINUTE));
    for (int i = 2; i < 1_000; i++) {
      values.keep(i, clock.instant().plus(MINUTE));
    }
    assertThat(values.find(oldest)).hasValue(0);

    values.keep(1_000, clock.instant().plus(MINUTE));

    assertThat(values.find(oldest)).isEmpty();
    assertThat(values.find(next)).hasValue(1);
  }

  @Test
  void lets_nothing_good_go_while_there_is_something_expired() {
    String good = values.keep(0, clock.instant().plus(MINUTE.multipliedBy(2)));
    for (int i = 1; i < 1_000; i++) {
      values.keep(i, clock.instant().plus(MINUTE));
    }
    clock.advance(MINUTE);

    values.keep(1_000, clock.instant().plus(MINUTE));

    assertThat(values.find(good)).hasValue(0);
  }
}
