package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatepost.token.ConformanceCase.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every conformance case that is a requirement or a recommendation, against the verifier. */
class ConformanceTest {
  private static final Path PUBLIC_VECTORS =
      Path.of(System.getProperty("gatepost.shared", "../../shared"), "token-vectors-public.jsonl");

  @TestFactory
  Stream<DynamicTest> decides_our_own_cases_rightly() {
    return tests(ConformanceCase.ours());
  }

  @TestFactory
  Stream<DynamicTest> decides_published_vectors_rightly() throws IOException {
    assumeTrue(Files.exists(PUBLIC_VECTORS), "skipped: the published vectors are not here");
    return tests(Files.readAllLines(PUBLIC_VECTORS).stream().map(ConformanceCase::parse).toList());
  }

  private static Stream<DynamicTest> tests(List<ConformanceCase> cases) {
    assertThat(cases).hasSizeGreaterThan(400);
    return cases.stream()
        .filter(ConformanceCase::isBinding)
        .map(c -> DynamicTest.dynamicTest(c.id() + ": " + c.description(), () -> check(c)));
  }

  private static void check(ConformanceCase conformanceCase) {
    long start = System.nanoTime();

    Outcome outcome = conformanceCase.run();

    assertThat(conformanceCase.rightVerdicts()).as(outcome.toString()).contains(outcome.verdict());
    if (outcome.verdict().equals("reject")) {
      assertThat(conformanceCase.reasons()).contains(outcome.reason());
    }
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
  }
}
