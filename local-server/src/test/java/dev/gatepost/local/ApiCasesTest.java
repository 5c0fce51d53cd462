package dev.gatepost.local;

import dev.gatepost.messages.testkit.ApiCase;
import dev.gatepost.messages.testkit.ApiCases;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The API's table of cases, over a real socket. */
class ApiCasesTest {
  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start(ApiCases.environment(), ApiCases.clock());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @MethodSource("dev.gatepost.messages.testkit.ApiCases#all")
  void holds_over_a_socket(ApiCase apiCase) {
    apiCase.run(request -> server.send("api", request));
  }
}
