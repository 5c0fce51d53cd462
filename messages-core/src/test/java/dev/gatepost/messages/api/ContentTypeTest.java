package dev.gatepost.messages.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentTypeTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        " APPLICATION/JSON ",
        "application/json;",
        "application/json; ; charset=utf-8;",
        "application/json;charset=UTF-8",
        "application/json ; Charset=\"Utf-8\"",
        "application/json; charset=\"ut\\f-8\"",
        "application/json; profile=\"a; charset=latin1\\\"\"; charset=utf-8"
      })
  void knows_json(String value) {
    assertThat(ContentType.of(List.of(value))).isEqualTo(ContentType.JSON);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/x-www-form-urlencoded",
        "Application/X-WWW-Form-URLencoded;charset=utf-8"
      })
  void knows_forms(String value) {
    assertThat(ContentType.of(List.of(value))).isEqualTo(ContentType.FORM);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        ";charset=utf-8",
        "json",
        "text/json",
        "application/jsonx",
        "application/json, application/json",
        "application/json; charset=utf-16",
        "application/json; charset=utf8",
        "application/json; charset=",
        "application/json; charset",
        "application/json; charset=\"utf-8",
        "application/json; charset=\"utf-8\"x",
        "application/json; charset=\"utf-8\\",
        "application/json; profile=\"a",
        "application/json; charset=\"utf-8; x=\"",
        "application/json; charset=utf-8; charset=latin1"
      })
  void knows_nothing_else(String value) {
    assertThat(ContentType.of(List.of(value))).isEqualTo(ContentType.OTHER);
  }

  @Test
  void takes_none_and_two_for_something_else() {
    assertThat(ContentType.of(List.of())).isEqualTo(ContentType.OTHER);
    assertThat(ContentType.of(List.of("application/json", "application/json")))
        .isEqualTo(ContentType.OTHER);
  }
}
