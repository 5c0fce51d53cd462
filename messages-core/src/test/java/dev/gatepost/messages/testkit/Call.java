package dev.gatepost.messages.testkit;

import dev.gatepost.messages.api.ApiRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A request in the making. Each method changes it and returns it. */
public final class Call {
  private final String method;
  private final String target;
  private final Map<String, List<String>> headers = new LinkedHashMap<>();
  private byte[] body = {};

  private Call(String method, String target) {
    this.method = method;
    this.target = target;
  }

  /** A request of this method for this path and query. */
  public static Call of(String method, String target) {
    return new Call(method, target);
  }

  /** A {@code GET}. */
  public static Call get(String target) {
    return of("GET", target);
  }

  /** A {@code POST} to the messages. */
  public static Call post() {
    return of("POST", "/api/messages");
  }

  /** Adds a header; the same name again adds a value. */
  public Call header(String name, String value) {
    headers.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
    return this;
  }

  /** Adds this token as a bearer token. */
  public Call bearer(String token) {
    return header("Authorization", "Bearer " + token);
  }

  /** Adds a good token of user-1. */
  public Call bearer() {
    return bearer(ApiCases.token().sign());
  }

  /** Sets a JSON body. */
  public Call json(String json) {
    return body("application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  /** Sets a form body, given as it is encoded. */
  public Call form(String form) {
    return body("application/x-www-form-urlencoded", form.getBytes(StandardCharsets.UTF_8));
  }

  /** Sets a body of any type. */
  public Call body(String contentType, byte[] bytes) {
    body = bytes.clone();
    return header("Content-Type", contentType);
  }

  /** The request. */
  public ApiRequest request() {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? "" : target.substring(mark + 1);
    return new ApiRequest(method, path, query, headers, body);
  }
}
