package dev.gatepost.messages.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.messages.api.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Checks on an answer. What a transport adds of its own, such as a date, does not matter. */
public final class AnswerAssert {
  private final ApiResponse answer;
  private final Map<String, String> headers = new TreeMap<>();

  AnswerAssert(ApiResponse answer) {
    this.answer = answer;
    answer.headers().forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
  }

  /** Checks the status, and what every answer has in common. */
  public AnswerAssert is(int status) {
    assertThat(answer.status()).as(this::body).isEqualTo(status);
    header("vary", "Origin");
    if (status != 204) {
      header("cache-control", "no-store");
      header("x-content-type-options", "nosniff");
    }
    return this;
  }

  /** Checks for a problem document of this status and type. */
  public AnswerAssert isProblem(int status, String type) {
    is(status).header("content-type", "application/problem+json");
    assertThat(object())
        .containsEntry("type", "urn:gatepost:problem:" + type)
        .containsEntry("status", (long) status)
        .containsKeys("title", "detail");
    return this;
  }

  /** Checks for a refused token. */
  public AnswerAssert isRefusedToken(String reason) {
    isProblem(401, "invalid-token").headerContains("www-authenticate", "error=\"invalid_token\"");
    headerContains("www-authenticate", "error_description=\"");
    assertThat(object()).containsEntry("reason", reason);
    return this;
  }

  /** Checks for a JSON answer of this status. */
  public AnswerAssert isJson(int status) {
    return is(status).header("content-type", "application/json");
  }

  /** Checks a header's value. */
  public AnswerAssert header(String name, String value) {
    assertThat(headers).containsEntry(name, value);
    return this;
  }

  /** Checks for a part of a header's value. */
  public AnswerAssert headerContains(String name, String part) {
    assertThat(headers.get(name)).contains(part);
    return this;
  }

  /** Checks that a header lacks a part. */
  public AnswerAssert headerLacks(String name, String part) {
    assertThat(headers.get(name)).doesNotContain(part);
    return this;
  }

  /** Checks that no header's name begins so. */
  public AnswerAssert noHeader(String prefix) {
    assertThat(headers.keySet()).noneMatch(name -> name.startsWith(prefix));
    return this;
  }

  /** Checks the whole body. */
  public AnswerAssert hasBody(String expected) {
    assertThat(body()).isEqualTo(expected);
    return this;
  }

  /** Checks a member of the JSON object that the body is. */
  public AnswerAssert has(String member, @Nullable Object value) {
    assertThat(object()).containsEntry(member, value);
    return this;
  }

  /** A header's value. */
  public String header(String name) {
    assertThat(headers).containsKey(name);
    return headers.getOrDefault(name, "");
  }

  /** The body's text. */
  public String body() {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  /** The JSON object that the body is. */
  @SuppressWarnings("unchecked")
  public Map<String, @Nullable Object> object() {
    return (Map<String, @Nullable Object>) TestJson.read(body());
  }

  /** The JSON array of texts that the body is. */
  @SuppressWarnings("unchecked")
  public List<String> texts() {
    return (List<String>) TestJson.read(body());
  }

  /** The messages of the page that the body is. */
  @SuppressWarnings("unchecked")
  public List<Map<String, Object>> messages() {
    return (List<Map<String, Object>>) object().getOrDefault("messages", List.of());
  }

  /** A member of the JSON object that the body is, where it is a text. */
  public String text(String member) {
    return String.valueOf(object().get(member));
  }
}
