package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExcerptTest {
  @Test
  void quotes_printable_text_as_it_is() {
    assertThat(Excerpt.of("")).isEqualTo("\"\"");
    assertThat(Excerpt.of(" az~")).isEqualTo("\" az~\"");
  }

  @Test
  void escapes_all_else() {
    assertThat(Excerpt.of("\"\\")).isEqualTo("\"\\\"\\\\\"");
    assertThat(Excerpt.of("\u0000\n\u001f\u007f")).isEqualTo("\"\\u0000\\u000a\\u001f\\u007f\"");
    assertThat(Excerpt.of("é😀\u2028")).isEqualTo("\"\\u00e9\\ud83d\\ude00\\u2028\"");
  }

  @Test
  void cuts_after_80_characters() {
    assertThat(Excerpt.of("x".repeat(80))).isEqualTo("\"" + "x".repeat(80) + "\"");
    assertThat(Excerpt.of("x".repeat(81))).isEqualTo("\"" + "x".repeat(80) + "…\"");
    assertThat(Excerpt.of("é".repeat(1000))).isEqualTo("\"" + "\\u00e9".repeat(14) + "…\"");
  }
}
