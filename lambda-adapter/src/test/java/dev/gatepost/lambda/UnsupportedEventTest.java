package dev.gatepost.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatepost.messages.testkit.ApiCases;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnsupportedEventTest {
  private static final String NO_REQUEST =
      "the event is no request of an HTTP API, a function URL, a REST API or a load balancer";

  private final MessagesHandler handler =
      new MessagesHandler(ApiCases.environment(), ApiCases.clock());

  @ParameterizedTest
  @ValueSource(strings = {"sqs.json", "schedule.json", "web-socket.json"})
  void refuses_events_of_other_services(String name) {
    assertRefused(Invocation.event(name), NO_REQUEST);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | " + NO_REQUEST,
        "{\"requestContext\":null} | " + NO_REQUEST,
        "`` | the event is not a JSON object",
        "5 | the event is not a JSON object",
        "null | the event is not a JSON object",
        "\"confidential\" | the event is not a JSON object",
        "[\"confidential\"] | the event is not a JSON object",
        "{} \"confidential\" | something follows the event's JSON object",
        "confidential | the event cannot be read as JSON",
        "{\"confidential\": | the event cannot be read as JSON",
        "{\"confidential\":1,\"confidential\":2} | the event cannot be read as JSON",
        "{\"body\":\"confidential\",\"httpMethod\":5} | the event's httpMethod is of another type",
        "{\"body\":\"confidential\",\"httpMethod\":\"GET\"} | the event lacks path",
        "{\"requestContext\":\"confidential\"} | the event's requestContext is of another type",
        "{\"requestContext\":{\"http\":{}}} | the event lacks method",
        "{\"requestContext\":{\"http\":{\"method\":\"GET\"}}} | the event lacks rawPath",
      })
  void refuses_what_is_no_http_event(String event, String message) {
    assertRefused(event.getBytes(StandardCharsets.UTF_8), message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"headers\":[\"confidential\"] | the event's headers is of another type",
        "\"headers\":{\"confidential\":5} | the event's headers is of another type",
        "\"multiValueHeaders\":{\"a\":[5]} | the event's multiValueHeaders is of another type",
        "\"body\":{\"a\":\"confidential\"} | the event's body is of another type",
        "\"isBase64Encoded\":\"true\" | the event's isBase64Encoded is of another type",
        "\"isBase64Encoded\":true,\"body\":\"confidential!\" | the event's body is not base64",
      })
  void refuses_http_events_with_members_of_another_type(String member, String message) {
    String event = "{\"httpMethod\":\"GET\",\"path\":\"/health\"," + member + "}";

    assertRefused(event.getBytes(StandardCharsets.UTF_8), message);
  }

  @Test
  void reads_objects_in_objects_to_a_depth_of_64() {
    assertRefused(nested(64), NO_REQUEST);
    assertRefused(nested(65), "the event cannot be read as JSON");
    assertRefused(nested(100_000), "the event cannot be read as JSON");
  }

  @Test
  void refuses_bytes_that_are_no_text() {
    assertRefused(
        new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe}, "the event cannot be read as JSON");
  }

  private static byte[] nested(int depth) {
    String event = "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
    return event.getBytes(StandardCharsets.UTF_8);
  }

  private void assertRefused(byte[] event, String message) {
    Throwable refusal = catchThrowable(() -> Invocation.call(handler, event));

    assertThat(refusal).isInstanceOf(UnsupportedEventException.class).hasMessage(message);
    assertThat(refusal).hasNoCause();
    assertThat(refusal.getStackTrace()).isEmpty();
    assertThat(refusal.toString()).doesNotContain("confidential");
  }
}
