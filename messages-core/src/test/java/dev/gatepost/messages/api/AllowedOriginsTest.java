package dev.gatepost.messages.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedOriginsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com",
        "http://localhost:8080",
        "http://127.0.0.1:65535",
        "http://[::1]:8080",
        "http://example.com:443",
        "chrome-extension://abcdefghijklmnop"
      })
  void allows_exactly_what_it_was_told(String origin) {
    AllowedOrigins origins = AllowedOrigins.of(List.of(origin));

    assertThat(origins.answerTo(origin)).contains(origin);
    assertThat(origins.answerTo(origin + ".evil.test")).isEmpty();
    assertThat(origins.answerTo("null")).isEmpty();
    assertThat(origins.answerTo("*")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com",
        "https://example.com/",
        "https://example.com/path",
        "https://Example.com",
        "https://example.com:443",
        "http://example.com:80",
        "https://user@example.com",
        "https://example.com?",
        "https://example.com#",
        "https://*.example.com",
        "https://exämple.com",
        "https://",
        "null",
        "*,https://example.com",
        "https://one.test https://two.test"
      })
  void refuses_what_no_browser_would_send(String origins) {
    assertThatThrownBy(() -> AllowedOrigins.parse(origins))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not an origin");
  }

  @Test
  void reads_several_with_commas_between() {
    AllowedOrigins origins = AllowedOrigins.parse(" https://one.test,, https://two.test ,");

    assertThat(origins.answerTo("https://one.test")).isPresent();
    assertThat(origins.answerTo("https://two.test")).isPresent();
    assertThat(origins.answerTo("")).isEmpty();
  }

  @Test
  void allows_any_when_told_so() {
    assertThat(AllowedOrigins.parse("*").answerTo("https://anything.test")).contains("*");
  }

  @Test
  void allows_none_when_told_nothing() {
    assertThat(AllowedOrigins.none().answerTo("https://example.com")).isEmpty();
    assertThat(AllowedOrigins.parse(" ").answerTo("https://example.com")).isEmpty();
  }
}
