package dev.gatepost.lambda;

import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gatepost.messages.testkit.ApiCase;
import dev.gatepost.messages.testkit.ApiCases;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ApiCasesTest {
  private static final MessagesHandler HANDLER =
      new MessagesHandler(ApiCases.environment(), ApiCases.clock());

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("casesInEveryShape")
  void answers_as_the_table_says(EventShape shape, ApiCase apiCase) {
    apiCase.run(
        request -> {
          assumeThat(shape.carries(request)).isTrue();
          return Invocation.call(HANDLER, shape.event(request));
        });
  }

  static Stream<Arguments> casesInEveryShape() {
    return Arrays.stream(EventShape.values())
        .flatMap(shape -> ApiCases.all().stream().map(apiCase -> Arguments.of(shape, apiCase)));
  }
}
