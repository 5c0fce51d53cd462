package dev.gatepost.messages.api;

import dev.gatepost.messages.Message;
import dev.gatepost.messages.Page;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The answers to requests that succeed, and the headers that every answer with a body has. */
final class Answers {
  private static final byte[] NOTHING = {};
  private static final ApiResponse NO_CONTENT = new ApiResponse(204, varying(), NOTHING);
  private static final ApiResponse UP = status("up");
  private static final ApiResponse READY = status("ready");

  private Answers() {}

  static ApiResponse json(int status, byte[] body) {
    return new ApiResponse(status, headers("application/json"), body);
  }

  static ApiResponse created(Message message) {
    Map<String, String> headers = headers("application/json");
    headers.put("location", Route.toMessage(message.id()));
    return new ApiResponse(201, headers, JsonWriter.message(message));
  }

  /** To a post that came again: the first answer, but for its status. */
  static ApiResponse repeated(Message message) {
    ApiResponse first = created(message);
    return new ApiResponse(200, first.headers(), first.body());
  }

  static ApiResponse page(Page page) {
    Map<String, String> headers = headers("application/json");
    headers.put("etag", EntityTags.of(page.version()));
    return new ApiResponse(200, headers, JsonWriter.page(page));
  }

  static ApiResponse notModified(String tag) {
    Map<String, String> headers = headers();
    headers.put("etag", tag);
    return new ApiResponse(304, headers, NOTHING);
  }

  static ApiResponse noContent() {
    return NO_CONTENT;
  }

  static ApiResponse up() {
    return UP;
  }

  static ApiResponse ready() {
    return READY;
  }

  /** As HEAD is answered: what GET is answered with, but for the body (RFC 9110 §9.3.2). */
  static ApiResponse withoutBody(ApiResponse answer) {
    if (answer.status() == 304) {
      return answer;
    }
    Map<String, String> headers = new HashMap<>(answer.headers());
    headers.put("content-length", Integer.toString(answer.body().length));
    return new ApiResponse(answer.status(), headers, NOTHING);
  }

  private static ApiResponse status(String word) {
    return json(200, "{\"status\":\"%s\"}".formatted(word).getBytes(StandardCharsets.UTF_8));
  }

  /** The headers of an answer with a body; more can be put in. */
  static Map<String, String> headers(String contentType) {
    Map<String, String> headers = headers();
    headers.put("content-type", contentType);
    return headers;
  }

  private static Map<String, String> headers() {
    Map<String, String> headers = varying();
    headers.put("cache-control", "no-store");
    headers.put("x-content-type-options", "nosniff");
    return headers;
  }

  // Every answer may be another to a page of another origin.
  private static Map<String, String> varying() {
    Map<String, String> headers = new HashMap<>();
    headers.put("vary", "Origin");
    return headers;
  }
}
