package dev.gatepost.lambda;

import dev.gatepost.messages.api.ApiRequest;
import java.util.List;
import java.util.Map;

/**
 * The event of an HTTP API or a function URL, payload format 2.0. A header that was sent twice
 * arrives here as one value with a comma, and is left as it is: whether that may be is not for an
 * adapter to say.
 */
final class HttpApiEvent {
  private HttpApiEvent() {}

  static ApiRequest toRequest(JsonObject event) {
    JsonObject context = event.object("requestContext");
    return new ApiRequest(
        context.object("http").requiredText("method"),
        Stage.of(context).dropFrom(event.requiredText("rawPath")),
        event.text("rawQueryString").orElse(""),
        headers(event),
        EventBody.of(event));
  }

  private static Map<String, List<String>> headers(JsonObject event) {
    Map<String, List<String>> headers = event.textsByName("headers");
    List<String> cookies = event.texts("cookies");
    if (!cookies.isEmpty()) {
      // RFC 6265 §5.4: this is how the browser had them before the gateway took them apart.
      headers.put("cookie", List.of(String.join("; ", cookies)));
    }
    return headers;
  }
}
