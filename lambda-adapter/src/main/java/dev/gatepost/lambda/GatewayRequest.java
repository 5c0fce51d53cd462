package dev.gatepost.lambda;

import dev.gatepost.messages.api.ApiRequest;

/**
 * A request that came as an event.
 *
 * @param answerForm what whoever sent the event understands
 */
record GatewayRequest(ApiRequest request, AnswerForm answerForm) {
  /** How an answer says its headers. */
  enum AnswerForm {
    /** Each header has one value. */
    HEADERS,

    /** Each header has a list of values; a load balancer that sends them so wants them so. */
    MULTI_VALUE_HEADERS
  }
}
