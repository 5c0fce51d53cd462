package dev.gatepost.lambda;

import dev.gatepost.messages.api.ApiRequest;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The event of an Application Load Balancer. Its target group is set to have either the last value
 * of each header or all of them; the same goes for the query, which it does not decode.
 */
final class LoadBalancerEvent {
  private static final String ALL_HEADERS = "multiValueHeaders";

  private LoadBalancerEvent() {}

  static GatewayRequest toRequest(JsonObject event) {
    boolean hasAll = event.has(ALL_HEADERS);
    ApiRequest request =
        new ApiRequest(
            event.requiredText("httpMethod"),
            event.requiredText("path"),
            query(
                event.textsByName(
                    hasAll ? "multiValueQueryStringParameters" : "queryStringParameters")),
            event.textsByName(hasAll ? ALL_HEADERS : "headers"),
            EventBody.of(event));
    return new GatewayRequest(
        request,
        hasAll ? GatewayRequest.AnswerForm.MULTI_VALUE_HEADERS : GatewayRequest.AnswerForm.HEADERS);
  }

  private static String query(Map<String, List<String>> parameters) {
    StringJoiner query = new StringJoiner("&");
    parameters.forEach((name, values) -> values.forEach(value -> query.add(name + "=" + value)));
    return query.toString();
  }
}
