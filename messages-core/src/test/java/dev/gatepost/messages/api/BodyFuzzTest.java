package dev.gatepost.messages.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.gatepost.messages.InvalidMessageException;
import java.net.URLEncoder;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes for a body, as a form and as JSON: they are read, or refused in the documented way. */
class BodyFuzzTest {

  static Stream<byte[]> bodies() {
    return Stream.of(
            "",
            "&&=&",
            "message=Hello%2C+world&token=x",
            "message=%F0%9F%98%80&access_token=%",
            "message=a&message=b",
            "m%65ssage=%ff",
            "{\"text\":\"Hello\"}",
            "{\"text\":\"\\u00e9\\ud83d\\ude00\",\"text\":1}",
            "{\"text\":{\"text\":[[[[]]]]}} ",
            "[1e9999, true, null, -0.0]")
        .map(body -> body.getBytes(UTF_8));
  }

  @MethodSource("bodies")
  @FuzzTest(maxDuration = "30s")
  void reads_or_refuses(byte[] body) {
    form(body).ifPresent(BodyFuzzTest::requireSameWhenEncodedAnew);
    json(body);
  }

  private static Optional<FormFields> form(byte[] body) {
    try {
      return Optional.of(FormFields.parse(body));
    } catch (UnreadableRequestException e) {
      assertThat(e.detail()).matches("[\\x20-\\x7e]+");
      return Optional.empty();
    }
  }

  private static void requireSameWhenEncodedAnew(FormFields fields) {
    String encoded =
        fields.names().stream()
            .map(name -> encode(name) + "=" + encode(fields.get(name).orElseThrow()))
            .collect(Collectors.joining("&"));

    FormFields again = FormFields.parse(encoded.getBytes(UTF_8));

    assertThat(again.names()).isEqualTo(fields.names());
    assertThat(again.names()).allMatch(name -> again.get(name).equals(fields.get(name)));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }

  private static void json(byte[] body) {
    try {
      assertThat(JsonReader.text(body)).isNotNull();
    } catch (UnreadableRequestException e) {
      assertThat(e.detail()).matches("[\\x20-\\x7e]+");
    } catch (InvalidMessageException e) {
      assertThat(e.rule()).matches("[\\x20-\\x7e]+");
    }
  }
}
