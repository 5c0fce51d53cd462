package dev.gatepost.token.guide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.token.Reason;
import dev.gatepost.token.testkit.HostileTokens;
import dev.gatepost.token.testkit.TestIssuer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds docs/token-core.md to the code. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GuideTest {
  private static final Path GUIDE = Path.of("..", "docs", "token-core.md");
  private static final Path EXAMPLES =
      Path.of("src", "test", "java", "dev", "gatepost", "token", "guide");
  private static final Pattern CODE =
      Pattern.compile("(?m)^(?:<!-- (.*) -->\n)?```java\n((?s:.*?))^```$");
  private static final String NOT_COMPILED = "not compiled here";

  private final String guide;

  GuideTest() throws IOException {
    guide = Files.readString(GUIDE);
  }

  record Example(String origin, String code) {
    @Override
    public String toString() {
      return origin;
    }
  }

  Stream<Example> compiledExamples() {
    return examples().stream().filter(example -> !example.origin().equals(NOT_COMPILED));
  }

  @ParameterizedTest
  @MethodSource("compiledExamples")
  void shows_the_lines_that_are_compiled(Example example) throws IOException {
    String[] origin = example.origin().split("#", 2);

    assertThat(example.code()).isEqualTo(region(origin[0], origin[1]));
  }

  @Test
  void says_of_every_example_where_it_is_compiled_or_that_it_is_not() {
    assertThat(examples()).extracting(Example::origin).doesNotContain("");
    assertThat(compiledExamples()).hasSizeGreaterThan(10);
  }

  @ParameterizedTest
  @EnumSource
  void has_a_row_for_every_reason(Reason reason) {
    String status = reason == Reason.INSUFFICIENT_SCOPE ? "403" : "401";

    assertThat(guide)
        .contains(
            "| `%s` | %s | `%s` | %s |"
                .formatted(reason, status, reason.rfc6750Error(), reason.clientText()));
  }

  @Test
  void counts_the_hostile_tokens() {
    int count = HostileTokens.of(TestIssuer.create()).size();

    assertThat(guide).contains(count + " hostile tokens on it", "of the " + count + " hostile");
  }

  private List<Example> examples() {
    List<Example> examples = new ArrayList<>();
    Matcher matcher = CODE.matcher(guide);
    while (matcher.find()) {
      String origin = matcher.group(1);
      examples.add(new Example(origin == null ? "" : origin, matcher.group(2)));
    }
    return examples;
  }

  private static String region(String file, String name) throws IOException {
    String source = Files.readString(EXAMPLES.resolve(file));
    String begin = "// guide: " + name + "\n";
    int from = source.indexOf(begin) + begin.length();
    String lines = source.substring(from, source.indexOf("// guide: end", from));
    return lines.stripTrailing().stripIndent() + "\n";
  }
}
