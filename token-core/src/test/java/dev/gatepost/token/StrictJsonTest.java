package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.gatepost.token.StrictJson.InvalidJsonException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read as it is, and that nothing is read otherwise than another parser reads it. */
class StrictJsonTest {
  private static final int MUTANTS = 50_000;

  private static final List<String> SEEDS =
      List.of(
          "{\"iss\":\"https://id.example\",\"aud\":[\"a\",\"b\"],\"exp\":1900000000,\"x\":null}",
          "{ \"a\" : [ -0 , 0.5 , 1E+2, 12e-3 , true , false , { } , [ ] ] }\r\n\t ",
          "{\"n\":[9223372036854775807,9223372036854775808,-9223372036854775808,123456789012345678]}",
          "{\"s\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\ud83d\\ude00\",\"\\u0061b\":\"Zoë 日本 😀\"}",
          "{\"a\":{\"b\":{\"c\":[[[1.0]]]}},\"b\":\"\",\"\":0}");

  // Of these the mutants get some in place of, or beside, what is there.
  private static final String PIECES = "{}[]\":,\\/u0123456789abefnrtdDE+-. \n\t\u0000\u001f\u007f";

  @Test
  void reads_every_kind_of_value() throws InvalidJsonException {
    assertThat(StrictJson.parse("{\"a\":1,\"b\":[true,false,null,{}],\"c\":\"\\u00e9é\"}"))
        .containsEntry("a", 1L)
        .containsEntry("c", "éé")
        .containsKey("b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"",
        "{\"a",
        "{\"a\"",
        "{\"a\":",
        "{\"a\": ",
        "{\"a\":1",
        "{\"a\":1,",
        "{,}",
        "{\"a\":[",
        "{\"a\":[1",
        "{\"a\":[1,",
        "{\"a\":[1,]}",
        "{\"a\":[,1]}",
        "{\"a\":1]",
        "{\"a\":[1}",
        "{\"a\":tru}",
        "{\"a\":truE}",
        "{\"a\":t",
        "{\"a\":nul",
        "{\"a\":True}",
        "{\"a\" 1}",
        "{a:1}",
        "{\"a\":-}",
        "{\"a\":-a}",
        "{\"a\":1.}",
        "{\"a\":.5}",
        "{\"a\":1e}",
        "{\"a\":1e+}",
        "{\"a\":+1}",
        "{\"a\":00}",
        "{\"a\":-01}",
        "{\"a\":0x1}",
        "{\"a\":1 2}",
        "{\"a\":1a}",
        "{\"a\":Infinity}",
        "{\"a\":\"\\",
        "{\"a\":\"\\u",
        "{\"a\":\"\\u12",
        "{\"a\":\"\\u12G4\"}",
        "{\"a\":\"\\x\"}",
        "{\"a\":\"\\u00e9",
        "{\"a\":\"\\u１234\"}",
        "{\"a\":\"\\n\n\"}",
        "{\"a\":\"x\u0001\"}",
        "{\"a\":1}\u0000",
        "{\"a\":1};",
        "{\"a\":1}/**/",
        "\u00a0{}",
        "{\u00a0}",
        "{\"a\":１}"
      })
  void refuses_what_is_broken_wherever_it_breaks(String json) {
    byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);

    assertThat(read(utf8)).isNull();
    assertThat(JacksonReading.of(utf8)).isNull();
  }

  @Test
  void reads_as_another_parser_does_whatever_becomes_of_a_text() {
    Random random = new Random(7);
    int good = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] utf8 = SEEDS.get(i % SEEDS.size()).getBytes(StandardCharsets.UTF_8);
      for (int changes = random.nextInt(4); changes > 0; changes--) {
        utf8 = changed(utf8, random);
      }
      Map<String, @Nullable Object> expected = JacksonReading.of(utf8);
      if (!Objects.equals(read(utf8), expected)) {
        fail(
            "as another reads it: %s, not of %s",
            expected, new String(utf8, StandardCharsets.UTF_8));
      }
      good += expected == null ? 0 : 1;
    }

    assertThat(good).isBetween(MUTANTS / 10, MUTANTS * 9 / 10);
  }

  private static byte[] changed(byte[] utf8, Random random) {
    int at = random.nextInt(utf8.length);
    int removed = random.nextInt(2);
    int added = random.nextInt(3);
    byte[] changed = new byte[utf8.length - removed + added];
    System.arraycopy(utf8, 0, changed, 0, at);
    for (int i = 0; i < added; i++) {
      changed[at + i] =
          random.nextInt(8) == 0
              ? (byte) random.nextInt(256)
              : (byte) PIECES.charAt(random.nextInt(PIECES.length()));
    }
    int rest = utf8.length - at - removed;
    System.arraycopy(utf8, at + removed, changed, at + added, rest);
    return changed;
  }

  private static @Nullable Map<String, @Nullable Object> read(byte[] utf8) {
    try {
      return StrictJson.parse(utf8);
    } catch (InvalidJsonException e) {
      return null;
    }
  }
}
