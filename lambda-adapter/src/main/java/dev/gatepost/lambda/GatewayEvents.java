package dev.gatepost.lambda;

import dev.gatepost.messages.api.ApiRequest;

/** Tells the HTTP events apart. */
final class GatewayEvents {
  private GatewayEvents() {}

  /**
   * The request that an event carries.
   *
   * @throws UnsupportedEventException if it carries none that is understood here
   */
  static ApiRequest toRequest(JsonObject event) {
    JsonObject context = event.object("requestContext");
    if (context.has("http")) {
      return HttpApiEvent.toRequest(event);
    }
    // A load balancer's event looks like a REST API's, but wants an answer of another form.
    if (event.has("httpMethod") && !context.has("elb")) {
      return RestEvent.toRequest(event);
    }
    throw new UnsupportedEventException(
        "the event is no request of an HTTP API, a function URL or a REST API");
  }
}
