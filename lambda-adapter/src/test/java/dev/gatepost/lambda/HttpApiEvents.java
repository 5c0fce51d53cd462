package dev.gatepost.lambda;

import dev.gatepost.messages.api.ApiRequest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes events as an HTTP API does in payload format 2.0. */
final class HttpApiEvents {
  private HttpApiEvents() {}

  static Map<String, @Nullable Object> event(ApiRequest request, String stage) {
    String path = (stage.equals("$default") ? "" : "/" + stage) + request.path();
    Map<String, String> headers = new HashMap<>();
    request.headers().forEach((name, values) -> headers.put(name, String.join(",", values)));
    Map<String, @Nullable Object> event = new HashMap<>();
    event.put("version", "2.0");
    event.put("rawPath", path);
    event.put("rawQueryString", request.query());
    event.put("headers", headers);
    event.put(
        "requestContext",
        Map.of("stage", stage, "http", Map.of("method", request.method(), "path", path)));
    // It takes a form for binary content.
    boolean isJson = request.header("content-type").toString().contains("json");
    EventBodies.put(event, request.body(), !isJson);
    return event;
  }
}
