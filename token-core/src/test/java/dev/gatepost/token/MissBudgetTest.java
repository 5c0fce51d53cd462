package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MissBudgetTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private final MissBudget budget = new MissBudget();

  @Test
  void allows_three_fetches_in_a_row_and_no_fourth() {
    assertThat(budget.take(NOW)).isTrue();
    assertThat(budget.take(NOW)).isTrue();
    assertThat(budget.take(NOW)).isTrue();
    assertThat(budget.take(NOW)).isFalse();
  }

  @Test
  void allows_one_more_every_ten_seconds() {
    exhaust(NOW);

    assertThat(budget.take(NOW.plusSeconds(10).minusMillis(1))).isFalse();
    assertThat(budget.take(NOW.plusSeconds(10))).isTrue();
    assertThat(budget.take(NOW.plusSeconds(19))).isFalse();
    assertThat(budget.take(NOW.plusSeconds(20))).isTrue();
  }

  @Test
  void saves_up_three_fetches_and_no_more() {
    exhaust(NOW);

    long taken =
        IntStream.range(0, 10).filter(i -> budget.take(NOW.plus(Duration.ofDays(1)))).count();

    assertThat(taken).isEqualTo(3);
  }

  @Test
  void remembers_for_thirty_seconds_what_was_looked_for_in_vain() {
    budget.rememberAbsent("gone", NOW);

    assertThat(budget.isAbsent("gone", NOW)).isTrue();
    assertThat(budget.isAbsent("gone", NOW.plusSeconds(30).minusMillis(1))).isTrue();
    assertThat(budget.isAbsent("gone", NOW.plusSeconds(30))).isFalse();
    assertThat(budget.isAbsent("other", NOW)).isFalse();
  }

  @Test
  void remembers_several_at_a_time() {
    budget.rememberAbsent("first", NOW);
    budget.rememberAbsent("second", NOW.plusSeconds(10));

    assertThat(budget.isAbsent("first", NOW.plusSeconds(10))).isTrue();
    assertThat(budget.isAbsent("second", NOW.plusSeconds(10))).isTrue();
  }

  private void exhaust(Instant now) {
    IntStream.range(0, MissBudget.IN_A_ROW).forEach(i -> assertThat(budget.take(now)).isTrue());
  }
}
