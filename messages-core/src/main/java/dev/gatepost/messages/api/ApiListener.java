package dev.gatepost.messages.api;

import java.time.Duration;
import java.util.Optional;

/** Is told of every request that was answered, for logs and metrics. Called from many threads. */
@FunctionalInterface
public interface ApiListener {
  /**
   * A request has been answered. What this throws is logged, and the answer goes out regardless.
   */
  void answered(Exchange exchange);

  /**
   * A request and its answer, in words that are safe for a log, but for the subject.
   *
   * @param method the method, or {@code other} where it is none that the API knows
   * @param route the path as a template, for example {@code /api/messages/{id}}; {@code other}
   *     where it leads nowhere
   * @param status the status of the answer
   * @param duration how long it took to make the answer
   * @param subject whom a good token spoke for; a person's name, so not to be logged as it is
   * @param refusal why a token was refused, as {@link
   *     dev.gatepost.token.http.RequestGuard.Refused#label} has it; empty where it was good or not
   *     looked at
   */
  record Exchange(
      String method,
      String route,
      int status,
      Duration duration,
      Optional<String> subject,
      Optional<String> refusal) {}
}
