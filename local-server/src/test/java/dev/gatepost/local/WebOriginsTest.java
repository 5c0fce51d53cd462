package dev.gatepost.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebOriginsTest {
  @Test
  void reads_origins_between_commas() {
    assertThat(WebOrigins.parse(" https://one.test , http://localhost:9000,"))
        .containsExactly("https://one.test", "http://localhost:9000");
    assertThat(WebOrigins.parse(" ")).isEmpty();
  }

  // What stands in a policy must not add to it.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "one.test",
        "https://one.test/",
        "https://one.test/path",
        "https://one.test?a",
        "https://user@one.test",
        "https://one.test; script-src *",
        "https://one.test *",
        "ftp://one.test",
        "https:",
        "*"
      })
  void refuses_what_is_no_origin(String text) {
    assertThatThrownBy(() -> WebOrigins.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not an origin");
  }

  @Test
  void finds_the_origin_of_an_address() {
    assertThat(WebOrigins.of("https://id.example.test:8443/realms/a"))
        .isEqualTo("https://id.example.test:8443");
  }
}
