package dev.gatepost.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class SlowStepTest {
  @Test
  @Timeout(30)
  void is_told_of_while_it_goes_on() {
    CompletableFuture<String> told = new CompletableFuture<>();
    SlowStep steps = new SlowStep(Duration.ofMillis(1), told::complete);

    assertThat(steps.<String>watch("Opening the store", told::join))
        .isEqualTo("Opening the store …");
  }

  @Test
  void is_not_told_of_where_it_is_quick() {
    List<String> told = new CopyOnWriteArrayList<>();

    int result = new SlowStep(Duration.ofDays(1), told::add).watch("Opening the store", () -> 42);

    assertThat(result).isEqualTo(42);
    assertThat(told).isEmpty();
  }
}
