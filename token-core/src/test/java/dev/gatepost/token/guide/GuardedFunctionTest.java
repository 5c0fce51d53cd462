package dev.gatepost.token.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import dev.gatepost.token.http.RequestGuard;
import dev.gatepost.token.testkit.TestIssuer;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class GuardedFunctionTest {
  private final TestIssuer issuer = TestIssuer.create();
  private final GuardedFunction function =
      new GuardedFunction(new RequestGuard(issuer.verifierBuilder().build()));

  @Test
  void greets_the_sender_of_a_good_token() {
    assertThat(answer(Map.of("authorization", "Bearer " + issuer.token().sign())))
        .containsEntry("statusCode", 200)
        .containsEntry("body", "user-1");
  }

  @Test
  void refuses_an_event_without_headers() {
    assertThat(function.handleRequest(Map.of(), noContext())).containsEntry("statusCode", 401);
  }

  @Test
  void refuses_hostile_tokens() {
    issuer.assertRefusesHostileTokens(
        token -> status(answer(Map.of("authorization", "Bearer " + token))));
  }

  @Test
  void refuses_a_second_token_in_the_query() {
    Map<String, Object> event =
        Map.of(
            "rawPath", "/hello",
            "rawQueryString", "access_token=x",
            "headers", Map.of("authorization", "Bearer " + issuer.token().sign()));

    assertThat(status(function.handleRequest(event, noContext()))).isEqualTo(400);
  }

  private static int status(Map<String, Object> answer) {
    return (int) Objects.requireNonNull(answer.get("statusCode"));
  }

  private Map<String, Object> answer(Map<String, String> headers) {
    return function.handleRequest(
        Map.of("routeKey", "GET /hello", "rawPath", "/hello", "headers", headers), noContext());
  }

  // The function never looks at it.
  private static Context noContext() {
    return (Context)
        Proxy.newProxyInstance(
            GuardedFunctionTest.class.getClassLoader(),
            new Class<?>[] {Context.class},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException(method.getName());
            });
  }
}
