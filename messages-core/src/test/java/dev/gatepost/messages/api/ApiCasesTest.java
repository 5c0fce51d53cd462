package dev.gatepost.messages.api;

import dev.gatepost.messages.InMemoryMessageStore;
import dev.gatepost.messages.testkit.ApiCase;
import dev.gatepost.messages.testkit.ApiCases;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ApiCasesTest {
  private static final MessagesApi API = ApiCases.api(new InMemoryMessageStore());

  static List<ApiCase> cases() {
    return ApiCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answers_as_the_table_says(ApiCase apiCase) {
    apiCase.run(API::handle);
  }
}
