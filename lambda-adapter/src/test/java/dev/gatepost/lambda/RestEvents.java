package dev.gatepost.lambda;

import dev.gatepost.messages.api.ApiRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes events as a REST API does, and as an HTTP API does in payload format 1.0. */
final class RestEvents {
  private RestEvents() {}

  // The stage is called like the path's first segment: whoever drops it here breaks the path.
  static Map<String, @Nullable Object> event(ApiRequest request) {
    return event(request, "api", request.path());
  }

  static Map<String, @Nullable Object> eventOfHttpApi(ApiRequest request) {
    Map<String, @Nullable Object> event = event(request, "prod", "/prod" + request.path());
    event.put("version", "1.0");
    return event;
  }

  private static Map<String, @Nullable Object> event(
      ApiRequest request, String stage, String path) {
    Map<String, List<String>> headers = new HashMap<>();
    request.headers().forEach((name, values) -> headers.put(capitalized(name), values));
    Map<String, List<String>> query = decoded(request.query());
    Map<String, @Nullable Object> event = new HashMap<>();
    event.put("httpMethod", request.method());
    event.put("path", path);
    event.put("headers", orNull(lastOfEach(headers)));
    event.put("multiValueHeaders", orNull(headers));
    event.put("queryStringParameters", orNull(lastOfEach(query)));
    event.put("multiValueQueryStringParameters", orNull(query));
    event.put("requestContext", Map.of("stage", stage, "httpMethod", request.method()));
    event.put("body", null);
    EventBodies.put(event, request.body(), false);
    return event;
  }

  private static String capitalized(String name) {
    return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
  }

  private static Map<String, String> lastOfEach(Map<String, List<String>> all) {
    Map<String, String> last = new HashMap<>();
    all.forEach((name, values) -> last.put(name, values.get(values.size() - 1)));
    return last;
  }

  private static @Nullable Map<String, ?> orNull(Map<String, ?> map) {
    return map.isEmpty() ? null : map;
  }

  private static Map<String, List<String>> decoded(String query) {
    Map<String, List<String>> parameters = new HashMap<>();
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      String name = equals < 0 ? parameter : parameter.substring(0, equals);
      String value = equals < 0 ? "" : parameter.substring(equals + 1);
      if (!name.isEmpty()) {
        parameters.computeIfAbsent(decode(name), unused -> new ArrayList<>()).add(decode(value));
      }
    }
    return parameters;
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }
}
