package dev.gatepost.lambda;

import dev.gatepost.lambda.GatewayRequest.AnswerForm;

/** Tells the HTTP events apart. */
final class GatewayEvents {
  private GatewayEvents() {}

  /**
   * The request that an event carries.
   *
   * @throws UnsupportedEventException if it carries none that is understood here
   */
  static GatewayRequest toRequest(JsonObject event) {
    JsonObject context = event.object("requestContext");
    if (context.has("http")) {
      return new GatewayRequest(HttpApiEvent.toRequest(event), AnswerForm.HEADERS);
    }
    // A load balancer's event looks like a REST API's otherwise.
    if (context.has("elb")) {
      return LoadBalancerEvent.toRequest(event);
    }
    if (event.has("httpMethod")) {
      return new GatewayRequest(RestEvent.toRequest(event), AnswerForm.HEADERS);
    }
    throw new UnsupportedEventException(
        "the event is no request of an HTTP API, a function URL, a REST API or a load balancer");
  }
}
