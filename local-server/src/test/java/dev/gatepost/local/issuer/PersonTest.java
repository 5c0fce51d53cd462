package dev.gatepost.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonTest {
  @ParameterizedTest
  @ValueSource(strings = {"ada", "Ada", "ADA LOVELACE", " Ada Lovelace "})
  void knows_the_people_on_the_list_by_name_and_subject(String text) {
    assertThat(Person.called(text)).hasValue(new Person("ada", "Ada Lovelace"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Zoë", "李小龙", "O'Neil <zoe>", "می\u200cخواهم", "x 🙂"})
  void takes_any_other_name_for_what_it_is(String text) {
    assertThat(Person.called(text)).hasValue(new Person(text, text));
  }

  @Test
  void takes_the_same_name_in_another_form_of_unicode_for_the_same() {
    assertThat(Person.called("Zoe\u0308")).isEqualTo(Person.called("Zo\u00eb"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\u00a0",
        "...",
        "\u200d",
        "a\nb",
        "a\u0000",
        "a\u202eb",
        "a\u2028b",
        "a\ud800",
        "a\ue000",
        "a\uffff"
      })
  void takes_nothing_for_a_name_that_cannot_be_read_or_seen(String text) {
    assertThat(Person.called(text)).isEmpty();
  }

  @Test
  void takes_names_of_up_to_64_characters() {
    assertThat(Person.called("\ud835\udd38".repeat(64))).isPresent();
    assertThat(Person.called("\ud835\udd38".repeat(65))).isEmpty();
  }
}
