package dev.gatepost.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessageIdsTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00.001Z");

  @Test
  void gives_out_the_time_of_the_clock() {
    assertThat(new MessageIds(at(NOW)).next().time()).isEqualTo(NOW);
  }

  @Test
  void rises_within_a_millisecond() {
    MessageIds ids = new MessageIds(at(NOW));

    List<String> given = Stream.generate(() -> ids.next().toString()).limit(1000).toList();

    assertThat(given).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void rises_when_the_clock_is_set_back() {
    MessageIds ids = new MessageIds(clock(NOW, NOW.minusSeconds(3600), NOW.plusMillis(1)));

    Ulid first = ids.next();
    Ulid second = ids.next();
    Ulid third = ids.next();

    assertThat(List.of(first.toString(), second.toString(), third.toString())).isSorted();
    assertThat(second.time()).isEqualTo(NOW);
    assertThat(third.time()).isEqualTo(NOW.plusMillis(1));
  }

  @Test
  void differs_between_processes_in_the_same_millisecond() {
    Set<String> ids = new HashSet<>();

    for (int process = 0; process < 1000; process++) {
      ids.add(new MessageIds(at(NOW)).next().toString());
    }

    assertThat(ids).hasSize(1000);
  }

  private static Clock at(Instant instant) {
    return Clock.fixed(instant, ZoneOffset.UTC);
  }

  private static Clock clock(Instant... instants) {
    Deque<Instant> times = new ArrayDeque<>(List.of(instants));
    return new Clock() {
      @Override
      public Instant instant() {
        return times.removeFirst();
      }

      @Override
      public ZoneOffset getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
