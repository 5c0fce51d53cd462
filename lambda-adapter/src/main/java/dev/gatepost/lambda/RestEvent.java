package dev.gatepost.lambda;

import dev.gatepost.messages.api.ApiRequest;
import java.util.List;
import java.util.Map;

/**
 * The event of a REST API's proxy integration, and of an HTTP API that was asked for payload format
 * 1.0, which says so in {@code version}.
 */
final class RestEvent {
  private RestEvent() {}

  static ApiRequest toRequest(JsonObject event) {
    return new ApiRequest(
        event.requiredText("httpMethod"),
        path(event),
        QueryText.of(all("multiValueQueryStringParameters", "queryStringParameters", event)),
        all("multiValueHeaders", "headers", event),
        EventBody.of(event));
  }

  // A REST API has taken the stage away already: what looks like it belongs to the path.
  private static String path(JsonObject event) {
    String path = event.requiredText("path");
    return event.has("version") ? Stage.of(event.object("requestContext")).dropFrom(path) : path;
  }

  // The plain map has the last value of each name only; a console test may have it alone.
  private static Map<String, List<String>> all(String multi, String plain, JsonObject event) {
    Map<String, List<String>> texts = event.textsByName(multi);
    return texts.isEmpty() ? event.textsByName(plain) : texts;
  }
}
