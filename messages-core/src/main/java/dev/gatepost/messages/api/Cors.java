package dev.gatepost.messages.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lets pages of allowed origins read the answers (Fetch standard, CORS protocol). */
final class Cors {
  private static final String METHODS = "GET, HEAD, POST";
  private static final String REQUEST_HEADERS =
      "authorization, content-type, idempotency-key, if-none-match";
  private static final String RESPONSE_HEADERS = "Location, WWW-Authenticate, Retry-After, ETag";
  private static final String PREFLIGHT_SECONDS = "600";

  private final AllowedOrigins origins;

  Cors(AllowedOrigins origins) {
    this.origins = origins;
  }

  /** The answer with the headers that CORS wants on it. */
  ApiResponse dress(ApiRequest request, ApiResponse answer) {
    List<String> sent = request.header("origin");
    return sent.size() == 1
        ? origins
            .answerTo(sent.get(0))
            .map(allowed -> allow(allowed, request.method(), answer))
            .orElse(answer)
        : answer;
  }

  private static ApiResponse allow(String origin, String method, ApiResponse answer) {
    Map<String, String> headers = new HashMap<>(answer.headers());
    headers.put("access-control-allow-origin", origin);
    if (method.equals("OPTIONS")) {
      headers.put("access-control-allow-methods", METHODS);
      headers.put("access-control-allow-headers", REQUEST_HEADERS);
      headers.put("access-control-max-age", PREFLIGHT_SECONDS);
    } else {
      headers.put("access-control-expose-headers", RESPONSE_HEADERS);
    }
    return new ApiResponse(answer.status(), headers, answer.body());
  }
}
