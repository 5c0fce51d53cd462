package dev.gatepost.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTest {
  private static final String ID = "01JGFJJZ000000000000000000";
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final String FACE = "\uD83D\uDE00";

  @Test
  void strips_its_text() {
    assertThat(withText("\n\t hello there \u2003\r\n").text()).isEqualTo("hello there");
  }

  @Test
  void makes_newlines_of_what_forms_send() {
    assertThat(withText("a\r\nb\r\n\r\nc").text()).isEqualTo("a\nb\n\nc");
  }

  @Test
  void keeps_tabs_newlines_and_spaces_within() {
    assertThat(withText("a\t b\n  c").text()).isEqualTo("a\t b\n  c");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\r\n\t", "\u2003\u3000"})
  void refuses_a_blank_text(String text) {
    assertInvalid(text, "blank");
  }

  @Test
  void counts_code_points_after_stripping() {
    assertThat(withText("  " + FACE.repeat(2000) + "  ").text()).isEqualTo(FACE.repeat(2000));
    assertInvalid(FACE.repeat(2001), "2000");
    assertInvalid("x".repeat(2001), "2000");
  }

  @ParameterizedTest
  @ValueSource(chars = {0, 8, 0x0b, 0x0c, '\r', 0x0e, 0x1b, 0x1f, 0x7f, 0x80, 0x85, 0x9f})
  void refuses_control_characters_wherever_they_stand(char control) {
    assertInvalid("a" + control + "b", "control");
    assertInvalid(control + "b", "control");
    assertInvalid("a" + control, "control");
  }

  @ParameterizedTest
  @ValueSource(ints = {0x20, 0x7e, 0xa0, 0xad, 0x200d, 0x2028, 0xfeff, 0x10ffff})
  void takes_every_other_character(int codePoint) {
    String text = "a" + Character.toString(codePoint) + "b";

    assertThat(withText(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\uD83D", "\uDE00a", "\uDE00\uD83D", "\uD83D\uD83D\uDE00"})
  void refuses_halves_of_surrogate_pairs(String text) {
    assertInvalid(text, "surrogate");
  }

  @Test
  void cuts_its_time_to_milliseconds() {
    Message message = new Message(ID, "ada", "hello", NOW.plusNanos(1_999_999));

    assertThat(message.postedAt()).isEqualTo(NOW.plusMillis(1));
  }

  @Test
  void has_a_time_that_ids_have() {
    Instant last = Instant.parse("+10889-08-02T05:31:50.655Z");

    assertThat(new Message(ID, "ada", "hello", Instant.EPOCH).postedAt())
        .isEqualTo("1970-01-01T00:00:00Z");
    assertThat(new Message(ID, "ada", "hello", last).postedAt()).isEqualTo(last);
    for (Instant time :
        List.of(Instant.MIN, Instant.EPOCH.minusMillis(1), last.plusMillis(1), Instant.MAX)) {
      assertThatThrownBy(() -> new Message(ID, "ada", "hello", time))
          .isInstanceOf(InvalidMessageException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "01JGFJJZ00000000000000000",
        "01JGFJJZ0000000000000000000",
        "81JGFJJZ000000000000000000",
        "01jgfjjz000000000000000000",
        "01JGFJJZ00000000000000000I",
        "01JGFJJZ00000000000000000L",
        "01JGFJJZ00000000000000000O",
        "01JGFJJZ00000000000000000U",
        "01JGFJJZ00000000000000000-",
        "01JGFJJZ0000000000000000\u0660"
      })
  void refuses_what_is_no_id(String id) {
    assertThat(Message.isId(id)).isFalse();
    assertThatThrownBy(() -> new Message(id, "ada", "hello", NOW))
        .isInstanceOf(InvalidMessageException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {ID, "00000000000000000000000000", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"})
  void takes_ids_from_the_first_to_the_last(String id) {
    assertThatCode(() -> new Message(id, "ada", "hello", NOW)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb", "a\u0000", "a\u0085", "\uD83D", "\uDE00"})
  void refuses_a_name_that_cannot_be_an_author(String name) {
    assertThat(Message.isAuthor(name)).isFalse();
    assertThatThrownBy(() -> new Message(ID, name, "hello", NOW))
        .isInstanceOf(InvalidMessageException.class);
  }

  @Test
  void takes_authors_of_up_to_255_code_points() {
    assertThat(Message.isAuthor("auth0|5f7c8ec7c33c6c004bbafe82")).isTrue();
    assertThat(Message.isAuthor(FACE.repeat(255))).isTrue();
    assertThat(Message.isAuthor("x".repeat(256))).isFalse();
  }

  @Test
  void shows_no_words() {
    assertThat(new Message(ID, "ada", "secret", NOW)).hasToString("Message[" + ID + "]");
  }

  private static Message withText(String text) {
    return new Message(ID, "ada", text, NOW);
  }

  private static void assertInvalid(String text, String rule) {
    assertThatThrownBy(() -> withText(text))
        .isInstanceOfSatisfying(
            InvalidMessageException.class, e -> assertThat(e.rule()).contains(rule));
  }
}
