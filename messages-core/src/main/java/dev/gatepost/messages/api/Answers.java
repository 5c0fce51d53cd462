package dev.gatepost.messages.api;

import dev.gatepost.messages.Message;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The answers to requests that succeed, and the headers that every answer with a body has. */
final class Answers {
  private static final byte[] NOTHING = {};
  private static final ApiResponse NO_CONTENT = new ApiResponse(204, Map.of(), NOTHING);
  private static final ApiResponse UP =
      json(200, "{\"status\":\"up\"}".getBytes(StandardCharsets.UTF_8));

  private Answers() {}

  static ApiResponse json(int status, byte[] body) {
    return new ApiResponse(status, headers("application/json"), body);
  }

  static ApiResponse created(Message message) {
    Map<String, String> headers = headers("application/json");
    headers.put("location", Route.toMessage(message.id()));
    return new ApiResponse(201, headers, JsonWriter.message(message));
  }

  static ApiResponse noContent() {
    return NO_CONTENT;
  }

  static ApiResponse up() {
    return UP;
  }

  /** As HEAD is answered: what GET is answered with, but for the body (RFC 9110 §9.3.2). */
  static ApiResponse withoutBody(ApiResponse answer) {
    Map<String, String> headers = new HashMap<>(answer.headers());
    headers.put("content-length", Integer.toString(answer.body().length));
    return new ApiResponse(answer.status(), headers, NOTHING);
  }

  /** The headers of an answer with a body; more can be put in. */
  static Map<String, String> headers(String contentType) {
    Map<String, String> headers = new HashMap<>();
    headers.put("content-type", contentType);
    headers.put("cache-control", "no-store");
    headers.put("x-content-type-options", "nosniff");
    return headers;
  }
}
