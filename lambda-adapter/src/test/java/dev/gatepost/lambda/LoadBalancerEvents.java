package dev.gatepost.lambda;

import dev.gatepost.messages.api.ApiRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes events as an Application Load Balancer does. */
final class LoadBalancerEvents {
  private LoadBalancerEvents() {}

  static Map<String, @Nullable Object> event(ApiRequest request, boolean allValues) {
    Map<String, List<String>> query = query(request.query());
    Map<String, @Nullable Object> event = new HashMap<>();
    event.put("httpMethod", request.method());
    event.put("path", request.path());
    event.put("requestContext", Map.of("elb", Map.of("targetGroupArn", "arn:aws:example")));
    if (allValues) {
      event.put("multiValueHeaders", request.headers());
      event.put("multiValueQueryStringParameters", query);
    } else {
      event.put("headers", lastOfEach(request.headers()));
      event.put("queryStringParameters", lastOfEach(query));
    }
    event.put("body", "");
    // It takes everything for binary but text, JSON, JavaScript and XML.
    boolean isJson = request.header("content-type").toString().contains("json");
    EventBodies.put(event, request.body(), !isJson);
    return event;
  }

  // It leaves both names and values as they came.
  private static Map<String, List<String>> query(String query) {
    Map<String, List<String>> parameters = new HashMap<>();
    for (String parameter : query.isEmpty() ? new String[0] : query.split("&", -1)) {
      String[] parts = parameter.split("=", 2);
      parameters
          .computeIfAbsent(parts[0], unused -> new ArrayList<>())
          .add(parts.length == 2 ? parts[1] : "");
    }
    return parameters;
  }

  private static Map<String, String> lastOfEach(Map<String, List<String>> all) {
    Map<String, String> last = new HashMap<>();
    all.forEach((name, values) -> last.put(name, values.get(values.size() - 1)));
    return last;
  }
}
