package dev.gatepost.messages.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Rfc3339Test {
  @ParameterizedTest
  @CsvSource({
    "1970-01-01T00:00:00Z, 1970-01-01T00:00:00.000Z",
    "2030-01-02T03:04:05.006Z, 2030-01-02T03:04:05.006Z",
    "2028-02-29T23:59:59.999999999Z, 2028-02-29T23:59:59.999Z",
    "1969-12-31T23:59:59.999Z, 1969-12-31T23:59:59.999Z",
    "0000-01-01T00:00:00Z, 0000-01-01T00:00:00.000Z",
    "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
    "+10000-01-01T00:00:00Z, +10000-01-01T00:00:00.000Z",
    "-0001-12-31T23:59:59.5Z, -0001-12-31T23:59:59.500Z"
  })
  void writes_a_time_with_milliseconds(Instant instant, String text) {
    assertThat(Rfc3339.millis(instant)).isEqualTo(text);
  }

  @Test
  void writes_what_a_formatter_writes() {
    DateTimeFormatter formatter = new DateTimeFormatterBuilder().appendInstant(3).toFormatter();
    Random random = new Random(7);
    for (int i = 0; i < 10_000; i++) {
      Instant instant = Instant.ofEpochMilli(random.nextLong(1L << 48));

      assertThat(Rfc3339.millis(instant)).isEqualTo(formatter.format(instant));
    }
  }
}
