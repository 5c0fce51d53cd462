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
    assertThat(Freshness.of(List.of(), Optional.empty(), Freshness.DEFAULT))
        .isEqualTo(Duration.ofMinutes(5));
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
        "max-age|60",
        "max-age =600|600",
        "max-age= 600|600",
        "max-age =10|60",
        "max-age==600|60",
        "max-age=6e2|60",
        "max-age=600.5|60",
        "max-age=+600|60",
        "max-age=600;foo|60",
        "max-age=١٠٠٠|60",
        "max-age=999999999|86400",
        "max-age=1000000000|86400",
        "max-age=9999999999999999999999|86400",
        "max-age=9999999999999999999999, max-age=600|600",
        "x-max-age=600|300",
        "max-age-x=600|300",
        "no-cache=\"Set-Cookie\", max-age=600|600",
        "must-revalidate, max-age=600, stale-if-error=999999|600",
        "s-maxage=600|300",
        "public|300",
        ",,|300"
      })
  void keeps_to_the_strictest_directive_within_bounds(String cacheControl, long seconds) {
    assertThat(of(cacheControl, Optional.empty())).hasSeconds(seconds);
  }

  @Test
  void reads_every_cache_control_field() {
    List<String> fields = List.of("public", "max-age=600", "max-age=120");

    assertThat(Freshness.of(fields, Optional.empty(), Freshness.DEFAULT)).hasSeconds(120);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "100|500",
        " 100 |500",
        "539|61",
        "540|60",
        "541|60",
        "9999|60",
        "99999999999999999999|60",
        "100, 500|500",
        "soon|600",
        "soon, 100|600",
        "-5|600"
      })
  void counts_the_time_that_a_cache_on_the_way_has_kept_the_answer(String age, long seconds) {
    assertThat(of("max-age=600", Optional.of(age))).hasSeconds(seconds);
  }

  @Test
  void counts_that_time_also_where_the_issuer_says_nothing() {
    assertThat(Freshness.of(List.of(), Optional.of("100"), Freshness.DEFAULT)).hasSeconds(200);
  }

  private static Duration of(String cacheControl, Optional<String> age) {
    return Freshness.of(List.of(cacheControl), age, Freshness.DEFAULT);
  }
}
