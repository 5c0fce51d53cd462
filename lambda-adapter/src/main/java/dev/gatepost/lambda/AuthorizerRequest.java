package dev.gatepost.lambda;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an authorizer is asked.
 *
 * @param method the HTTP method; a TOKEN event has none
 * @param target the path with its query; nothing where the event has none
 * @param headers those that the request came with, or the one that a TOKEN event is about
 * @param stage the stage that is asked for, as an ARN's resource for all of it; empty where a
 *     simple answer is wanted
 */
record AuthorizerRequest(
    String method, String target, Map<String, List<String>> headers, Optional<String> stage) {

  /**
   * Reads an event.
   *
   * @throws UnsupportedEventException if it is none of an authorizer
   */
  static AuthorizerRequest read(JsonObject event) {
    String type = event.text("type").orElse("");
    if (type.equals("TOKEN")) {
      Map<String, List<String>> header =
          Map.of("authorization", List.of(event.requiredText("authorizationToken")));
      return new AuthorizerRequest("", "", header, Optional.of(stage(event)));
    }
    if (!type.equals("REQUEST")) {
      throw new UnsupportedEventException("the event is none of an authorizer");
    }
    return event.has("routeArn") && event.object("requestContext").has("http")
        ? ofFormat2(event)
        : ofFormat1(event);
  }

  private static AuthorizerRequest ofFormat2(JsonObject event) {
    String query = event.text("rawQueryString").orElse("");
    return new AuthorizerRequest(
        event.object("requestContext").object("http").requiredText("method"),
        event.requiredText("rawPath") + (query.isEmpty() ? "" : "?" + query),
        event.textsByName("headers"),
        Optional.empty());
  }

  private static AuthorizerRequest ofFormat1(JsonObject event) {
    Map<String, List<String>> parameters = event.textsByName("multiValueQueryStringParameters");
    Map<String, List<String>> all = event.textsByName("multiValueHeaders");
    String query =
        QueryText.of(
            parameters.isEmpty() ? event.textsByName("queryStringParameters") : parameters);
    return new AuthorizerRequest(
        event.requiredText("httpMethod"),
        event.requiredText("path") + (query.isEmpty() ? "" : "?" + query),
        all.isEmpty() ? event.textsByName("headers") : all,
        Optional.of(stage(event)));
  }

  /** Shows nothing: all of it may hold a token. */
  @Override
  public String toString() {
    return "AuthorizerRequest[…]";
  }

  // arn:aws:execute-api:REGION:ACCOUNT:API/STAGE/METHOD/PATH
  private static String stage(JsonObject event) {
    String arn = event.requiredText("methodArn");
    int api = arn.indexOf('/');
    int stage = arn.indexOf('/', api + 1);
    if (!arn.startsWith("arn:") || api < 0 || stage < 0) {
      throw new UnsupportedEventException("the event's methodArn is none of a method");
    }
    return arn.substring(0, stage) + "/*";
  }
}
