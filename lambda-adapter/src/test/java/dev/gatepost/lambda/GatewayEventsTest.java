package dev.gatepost.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.lambda.GatewayRequest.AnswerForm;
import dev.gatepost.messages.api.ApiRequest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatewayEventsTest {
  @Test
  void reads_a_request_of_an_http_api() {
    ApiRequest request = fixture("http-api.json");

    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/api/messages");
    assertThat(request.query()).isEqualTo("limit=5&before=00000000000000000000000000");
    assertThat(request.header("content-type")).containsExactly("application/x-www-form-urlencoded");
    assertThat(request.body()).asString(StandardCharsets.UTF_8).isEqualTo("message=h€");
  }

  @Test
  void leaves_headers_that_the_gateway_joined_as_they_are() {
    assertThat(fixture("http-api.json").header("authorization"))
        .containsExactly("Bearer first,Bearer second");
  }

  @Test
  void puts_cookies_back_into_their_header() {
    assertThat(fixture("http-api.json").header("cookie")).containsExactly("theme=dark; lang=en");
    assertThat(fixture("http-api-stage.json").headers()).doesNotContainKey("cookie");
  }

  @Test
  void reads_a_request_without_a_body() {
    assertThat(fixture("http-api-stage.json").body()).isEmpty();
    assertThat(fixture("rest-console-test.json").body()).isEmpty();
  }

  @Test
  void reads_a_request_of_a_function_url() {
    ApiRequest request = fixture("function-url.json");

    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.path()).isEqualTo("/health");
    assertThat(request.query()).isEmpty();
  }

  @Test
  void reads_a_request_of_a_rest_api() {
    ApiRequest request = fixture("rest.json");

    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/api/messages");
    assertThat(request.query()).isEqualTo("limit=5&limit=6&q=a%26b%3Dc+d%E2%82%AC");
    assertThat(request.header("content-type")).containsExactly("application/json");
    assertThat(request.header("authorization")).containsExactly("Bearer first", "Bearer second");
    assertThat(request.body()).asString(StandardCharsets.UTF_8).isEqualTo("{\"text\":\"h€\"}");
  }

  @Test
  void reads_a_test_of_the_console_that_has_neither_headers_nor_parameters() {
    ApiRequest request = fixture("rest-console-test.json");

    assertThat(request.path()).isEqualTo("/health");
    assertThat(request.query()).isEmpty();
    assertThat(request.headers()).isEmpty();
  }

  @Test
  void reads_the_plain_maps_where_an_event_has_no_others() {
    ApiRequest request =
        request(
            """
            {"httpMethod":"GET","path":"/","headers":{"X-One":"1","X-None":null},
             "queryStringParameters":{"limit":"5"}}
            """);

    assertThat(request.header("x-one")).containsExactly("1");
    assertThat(request.headers()).doesNotContainKey("x-none");
    assertThat(request.query()).isEqualTo("limit=5");
  }

  @Test
  void reads_a_request_of_an_http_api_in_format_1() {
    ApiRequest request = fixture("http-api-format-1.json");

    assertThat(request.method()).isEqualTo("GET");
    assertThat(request.path()).isEqualTo("/api/messages");
    assertThat(request.query()).isEqualTo("limit=5");
    assertThat(request.header("authorization")).containsExactly("Bearer first");
  }

  @Test
  void reads_a_request_of_a_load_balancer_that_sends_one_value_of_each_header() {
    String json = new String(Invocation.event("load-balancer.json"), StandardCharsets.UTF_8);
    ApiRequest request = fixture("load-balancer.json");

    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path()).isEqualTo("/api/messages");
    assertThat(request.query()).isEqualTo("limit=5&q=a%26b");
    assertThat(request.header("content-type")).containsExactly("application/x-www-form-urlencoded");
    assertThat(request.body()).asString(StandardCharsets.UTF_8).isEqualTo("message=h€");
    assertThat(gatewayRequest(json).answerForm()).isEqualTo(AnswerForm.HEADERS);
  }

  @Test
  void reads_a_request_of_a_load_balancer_that_sends_all_values() {
    String json =
        new String(Invocation.event("load-balancer-multi-value.json"), StandardCharsets.UTF_8);
    ApiRequest request = request(json);

    assertThat(request.query()).isEqualTo("limit=5&limit=6&q=a%26b");
    assertThat(request.header("authorization")).containsExactly("Bearer first", "Bearer second");
    assertThat(request.body()).isEmpty();
    assertThat(gatewayRequest(json).answerForm()).isEqualTo(AnswerForm.MULTI_VALUE_HEADERS);
  }

  @Test
  void reads_a_request_whose_path_begins_with_its_stage() {
    assertThat(fixture("http-api-stage.json").path()).isEqualTo("/api/messages");
  }

  @ParameterizedTest
  @CsvSource({
    "prod, /prod/health, /health",
    "prod, /prod/prod/health, /prod/health",
    "prod, /prod/, /",
    "prod, /prod, /",
    "prod, /production/health, /production/health",
    "prod, /health, /health",
    "prod, /api/prod, /api/prod",
    "$default, /health, /health",
    "$default, /$default/health, /$default/health",
    "$default, /$default, /$default",
    ", /health, /health",
  })
  void drops_the_stage_from_the_front_of_the_path_and_nothing_else(
      String stage, String rawPath, String path) {
    String json =
        """
        {"rawPath":"%s","requestContext":{"stage":%s,"http":{"method":"GET"}}}
        """
            .formatted(rawPath, stage == null ? "null" : "\"" + stage + "\"");

    assertThat(request(json).path()).isEqualTo(path);
  }

  private static ApiRequest fixture(String name) {
    return request(new String(Invocation.event(name), StandardCharsets.UTF_8));
  }

  private static ApiRequest request(String json) {
    return gatewayRequest(json).request();
  }

  private static GatewayRequest gatewayRequest(String json) {
    return GatewayEvents.toRequest(
        EventJson.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8))));
  }
}
