package dev.gatepost.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServerLimitsTest {
  @ParameterizedTest
  @CsvSource({
    "1024, 204",
    "24999, 4999",
    "25000, 5000",
    "25005, 5000",
    "9223372036854775807, 5000"
  })
  void leave_files_for_the_store(long openFiles, int connections) {
    assertThat(ServerLimits.connectionsFor(openFiles)).isEqualTo(connections);
  }

  @Test
  void are_those_of_this_process() {
    assertThat(ServerLimits.ofProcess().connections()).isBetween(1, 5_000);
  }
}
