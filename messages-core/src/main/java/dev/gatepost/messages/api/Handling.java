package dev.gatepost.messages.api;

import java.time.Duration;
import java.util.Optional;

/** A request on its way to an answer, and what was found out about it. For one thread. */
final class Handling {
  private final long start = System.nanoTime();
  private final ApiRequest request;
  private final Route route;
  private Optional<String> subject = Optional.empty();
  private Optional<String> refusal = Optional.empty();

  Handling(ApiRequest request) {
    this.request = request;
    this.route = Route.of(request.path());
  }

  ApiRequest request() {
    return request;
  }

  Route route() {
    return route;
  }

  /** Whether a message is to be posted. */
  boolean isPost() {
    return route == Route.MESSAGES && request.method().equals("POST");
  }

  void admitted(String author) {
    subject = Optional.of(author);
  }

  void refused(String label) {
    refusal = Optional.of(label);
  }

  ApiListener.Exchange exchange(ApiResponse answer) {
    Duration duration = Duration.ofNanos(System.nanoTime() - start);
    String method = Route.METHODS.contains(request.method()) ? request.method() : "other";
    return new ApiListener.Exchange(
        method, route.template(), answer.status(), duration, subject, refusal);
  }
}
