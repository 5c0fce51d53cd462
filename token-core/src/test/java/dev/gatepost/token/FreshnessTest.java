package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FreshnessTest {
  @Test
  void is_five_minutes_where_the_issuer_says_nothing() {
    assertThat(Freshness.of(List.of(), Optional.empty())).isEqualTo(Duration.ofMinutes(5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "max-age=600|600",
        "public, max-age=600, must-revalidate|600",
        "MAX-AGE=600|600",
        "max-age=\"600\"|600",
        "max-age=59|60",
        "max-age=60|60",
        "max-age=61|61",
        "max-age=86399|86399",
        "max-age=86400|86400",
        "max-age=86401|86400",
        "max-age=999999999|86400",
        "max-age=0|60",
        "no-store|60",
        "no-cache, max-age=600|60",
        "max-age=600, max-age=300|300",
        "max-age=-1|60",
        "max-age=ten|60",
        "max-age=|60",
        "max-age=9999999999999999999999|60",
        "s-maxage=600|300",
        "public|300",
        ",,|300"
      })
  void keeps_to_the_strictest_directive_within_bounds(String cacheControl, long seconds) {
    assertThat(Freshness.of(List.of(cacheControl), Optional.empty())).hasSeconds(seconds);
  }

  @Test
  void reads_every_cache_control_field() {
    List<String> fields = List.of("public", "max-age=600", "max-age=120");

    assertThat(Freshness.of(fields, Optional.empty())).hasSeconds(120);
  }

  @ParameterizedTest
  @CsvSource({"100,500", "539,61", "540,60", "541,60", "9999,60", "soon,600", "-5,600"})
  void counts_the_time_that_a_cache_on_the_way_has_kept_the_answer(String age, long seconds) {
    assertThat(Freshness.of(List.of("max-age=600"), Optional.of(age))).hasSeconds(seconds);
  }
}
