package dev.gatepost.local.issuer;

import dev.gatepost.messages.api.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jose4j.json.JsonUtil;

/** Answers of each kind that the issuer gives. */
final class Answers {
  /** On every answer, unless it says otherwise. */
  static final Map<String, String> COMMON_HEADERS =
      Map.of(
          "cache-control", "no-store",
          "content-security-policy", "default-src 'none'; frame-ancestors 'none'",
          "referrer-policy", "no-referrer",
          "x-content-type-options", "nosniff");

  private Answers() {}

  static ApiResponse json(int status, Map<String, Object> members) {
    return json(status, JsonUtil.toJson(members));
  }

  static ApiResponse json(int status, String text) {
    return answer(status, "application/json", text);
  }

  static ApiResponse html(int status, String text) {
    return answer(status, "text/html; charset=utf-8", text);
  }

  static ApiResponse text(int status, String text) {
    return answer(status, "text/plain; charset=utf-8", text + "\n");
  }

  static ApiResponse answer(int status, String contentType, String text) {
    return new ApiResponse(
        status, Map.of("content-type", contentType), text.getBytes(StandardCharsets.UTF_8));
  }

  /** Has the browser go on by GET, whatever it came by (RFC 9700 §4.12). */
  static ApiResponse redirect(String location) {
    return new ApiResponse(303, Map.of("location", location), new byte[0]);
  }

  /** The answer with one more header. */
  static ApiResponse with(ApiResponse answer, String name, String value) {
    Map<String, String> headers = new HashMap<>(answer.headers());
    headers.put(name, value);
    return new ApiResponse(answer.status(), headers, answer.body());
  }
}
