package dev.gatepost.messages.api;

import dev.gatepost.messages.IdempotencyConflictException;
import dev.gatepost.messages.InvalidMessageException;
import dev.gatepost.messages.StoreUnavailableException;
import dev.gatepost.token.Reason;
import dev.gatepost.token.http.RequestGuard.Refused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * What a caller sees of a failure: the one place that maps failures to answers (RFC 9457). Every
 * text in them is ours and safe to show.
 */
final class Problems {
  private static final String CONTENT_TYPE = "application/problem+json";
  private static final String RETRY_AFTER_SECONDS = "5";

  private Problems() {}

  /** The answer to whatever was thrown on the way. What is a fault is logged as well. */
  static ApiResponse of(Throwable thrown) {
    if (thrown instanceof UnreadableRequestException e) {
      return problem(400, "invalid-request", "Invalid request", e.detail());
    }
    if (thrown instanceof InvalidMessageException e) {
      return problem(422, "invalid-message", "Invalid message", e.rule());
    }
    if (thrown instanceof IdempotencyConflictException) {
      return idempotencyConflict();
    }
    FaultLog.write(thrown);
    return thrown instanceof StoreUnavailableException ? storeUnavailable() : internalError();
  }

  /** The guard's refusal as it stands. */
  static ApiResponse of(Refused refused) {
    Map<String, String> headers = Answers.headers(CONTENT_TYPE);
    refused.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
    return new ApiResponse(
        refused.status(), headers, refused.body().getBytes(StandardCharsets.UTF_8));
  }

  /** The answer to a good token that does not tell who the author would be. */
  static ApiResponse withoutAuthor(Reason reason) {
    String detail = "The token does not say whom it speaks for.";
    return problem(
        401,
        "invalid-token",
        "Token refused",
        detail,
        reason.label(),
        Map.of(
            "www-authenticate",
            "Bearer realm=\"api\", error=\"invalid_token\", error_description=\"" + detail + "\""));
  }

  /** The answer to a method that the route does not take, or to a path that leads nowhere. */
  static ApiResponse notServed(Route route) {
    if (route == Route.NOWHERE) {
      return notFound();
    }
    return problem(
        405,
        "method-not-allowed",
        "Method not allowed",
        "This path does not take this method.",
        "",
        Map.of("allow", route.allow()));
  }

  static ApiResponse notFound() {
    return problem(404, "not-found", "Not found", "There is nothing here.");
  }

  static ApiResponse contentTooLarge() {
    return problem(
        413,
        "content-too-large",
        "Content too large",
        "The body must have at most " + MessagesApi.MAX_BODY + " bytes.");
  }

  static ApiResponse unsupportedMediaType() {
    return problem(
        415,
        "unsupported-media-type",
        "Unsupported media type",
        "Send application/json or application/x-www-form-urlencoded, in UTF-8, not compressed.",
        "",
        Map.of("accept", "application/json, application/x-www-form-urlencoded"));
  }

  static ApiResponse tooManyPosts(Duration wait) {
    long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    return problem(
        429,
        "too-many-posts",
        "Too many posts",
        "Nothing was stored. Post again in " + seconds + " s.",
        "",
        Map.of("retry-after", Long.toString(seconds)));
  }

  static ApiResponse notReady(String missing) {
    return problem(
        503,
        "not-ready",
        "Not ready",
        "Out of reach: " + missing + ".",
        "",
        Map.of("retry-after", RETRY_AFTER_SECONDS));
  }

  private static ApiResponse idempotencyConflict() {
    return problem(
        422,
        "idempotency-conflict",
        "Idempotency key used before",
        "This Idempotency-Key was sent with another text. Nothing was stored.");
  }

  private static ApiResponse storeUnavailable() {
    return problem(
        503,
        "store-unavailable",
        "Store unavailable",
        "The messages are out of reach. Try again later; a post with an Idempotency-Key that was"
            + " stored nevertheless is not stored twice.",
        "",
        Map.of("retry-after", RETRY_AFTER_SECONDS));
  }

  private static ApiResponse internalError() {
    return problem(500, "internal-error", "Internal error", "Something went wrong on our side.");
  }

  private static ApiResponse problem(int status, String type, String title, String detail) {
    return problem(status, type, title, detail, "", Map.of());
  }

  private static ApiResponse problem(
      int status,
      String type,
      String title,
      String detail,
      String reason,
      Map<String, String> more) {
    Map<String, String> headers = Answers.headers(CONTENT_TYPE);
    headers.putAll(more);
    byte[] body = JsonWriter.problem("urn:gatepost:problem:" + type, title, status, detail, reason);
    return new ApiResponse(status, headers, body);
  }
}
