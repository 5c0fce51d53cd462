package dev.gatepost.messages.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Posting JSON. */
final class JsonPostCases {
  private static final String HELLO = "{\"text\":\"hello\"}";

  private JsonPostCases() {}

  static List<ApiCase> all() {
    return Stream.of(posts(), bodies(), texts(), types()).flatMap(List::stream).toList();
  }

  private static List<ApiCase> posts() {
    return List.of(
        new ApiCase(
            "a posted message is there to be read, by the token's subject",
            client -> {
              String token = ApiCases.token().subject("auth0|ada").sign();
              AnswerAssert posted = client.send(Call.post().bearer(token).json(HELLO)).isJson(201);
              posted.has("author", "auth0|ada").has("text", "hello");
              posted.has("postedAt", "2030-01-01T00:00:00.000Z");
              assertThat(posted.object()).containsOnlyKeys("id", "author", "text", "postedAt");
              posted.header("location", "/api/messages/" + posted.text("id"));
              client
                  .send(Call.get(posted.header("location")).bearer())
                  .isJson(200)
                  .hasBody(posted.body());
            }),
        stored("text is stripped", "{\"text\":\" \\n hi \\t\"}", "hi"),
        stored("CRLF becomes a newline", "{\"text\":\"a\\r\\nb\"}", "a\nb"),
        stored(
            "text may be any Unicode", "{\"text\":\"zß水\\ud83d\\ude00😀<b>\\\"\"}", "zß水😀😀<b>\""),
        stored("white space around is no matter", " \r\n\t{ \"text\" : \"hi\" } \n", "hi"),
        stored("2000 characters fit", json("😀".repeat(2000)), "😀".repeat(2000)),
        stored("16 KiB fit", HELLO + " ".repeat(16 * 1024 - HELLO.length()), "hello"));
  }

  private static List<ApiCase> bodies() {
    return List.of(
        unreadable("no body", ""),
        unreadable("an unfinished object", "{\"text\":\"hello\""),
        unreadable("an unfinished string", "{\"text\":\"hello"),
        unreadable("a comma too many", "{\"text\":\"hello\",}"),
        unreadable("single quotes", "{'text':'hello'}"),
        unreadable("a comment", "/**/" + HELLO),
        unreadable("a raw newline in a string", "{\"text\":\"a\nb\"}"),
        unreadable("text after the object", HELLO + "x"),
        unreadable("a second object", HELLO + HELLO),
        unreadable("a member twice", "{\"text\":\"one\",\"text\":\"two\"}"),
        unreadable("a member twice, further in", "{\"a\":{\"b\":1,\"b\":2},\"text\":\"x\"}"),
        unreadable("a byte order mark", "\uFEFF" + HELLO),
        unreadable("nesting beyond 20", "[".repeat(21) + "]".repeat(21)),
        unreadable(
            "nesting beyond 20 in a member", "{\"a\":" + "[".repeat(20) + "]".repeat(20) + "}"),
        unreadable(
            "bytes that are not UTF-8",
            bytes("{\"text\":\"\u00ff\"}", StandardCharsets.ISO_8859_1)),
        unreadable(
            "an overlong encoding",
            bytes("{\"text\":\"\u00c0\u0080\"}", StandardCharsets.ISO_8859_1)),
        unreadable(
            "half a character",
            bytes("{\"text\":\"\u00ed\u00a0\u0080\"}", StandardCharsets.ISO_8859_1)),
        unreadable("UTF-16", bytes(HELLO, StandardCharsets.UTF_16BE)),
        ApiCase.of(
            "a body over 16 KiB is too large",
            json(HELLO + " ".repeat(16 * 1024 + 1 - HELLO.length()), "application/json"),
            answer -> answer.isProblem(413, "content-too-large")));
  }

  private static List<ApiCase> texts() {
    return List.of(
        invalid("an empty object", "{}"),
        invalid("an empty text", json("")),
        invalid("a blank text", json(" \\r\\n\\t ")),
        invalid("2001 characters", json("😀".repeat(2001))),
        invalid("a NUL", json("a\\u0000b")),
        invalid("an escape character", json("a\\u001bb")),
        invalid("a control character of Latin-1", json("a\\u0085b")),
        invalid("a lone carriage return", json("a\\rb")),
        invalid("the first half of a character", json("a\\ud83d")),
        invalid("the second half of a character", json("\\ude00a")),
        invalid("null", "{\"text\":null}"),
        invalid("a number", "{\"text\":1}"),
        invalid("an object as text", "{\"text\":{\"text\":\"hello\"}}"),
        invalid("a list", "[\"hello\"]"),
        invalid("a string alone", "\"hello\""),
        invalid("nesting of 20", "[".repeat(20) + "]".repeat(20)),
        invalid("an author", "{\"text\":\"hello\",\"author\":\"eve\"}"),
        invalid("a member of another case", "{\"Text\":\"hello\"}"));
  }

  private static List<ApiCase> types() {
    return List.of(
        accepted("application/json; charset=utf-8"),
        accepted("Application/JSON;Charset=\"UTF-8\" ; version=1"),
        unsupported("text/plain"),
        unsupported("application/problem+json"),
        unsupported("multipart/form-data; boundary=x"),
        unsupported("application/json; charset=iso-8859-1"),
        unsupported("application/json; charset=none-such"),
        unsupported("application/x-www-form-urlencoded; charset=utf-16"),
        ApiCase.of(
            "a body without a content type is not supported",
            Call.post().bearer(),
            answer -> answer.isProblem(415, "unsupported-media-type")),
        ApiCase.of(
            "a compressed body is not supported",
            json(HELLO, "application/json").header("Content-Encoding", "gzip"),
            answer -> answer.isProblem(415, "unsupported-media-type")));
  }

  private static ApiCase stored(String name, String body, String text) {
    return ApiCase.of(
        "JSON: " + name,
        json(body, "application/json"),
        answer -> answer.isJson(201).has("text", text));
  }

  private static ApiCase unreadable(String name, String body) {
    return unreadable(name, body.getBytes(StandardCharsets.UTF_8));
  }

  private static ApiCase unreadable(String name, byte[] body) {
    return ApiCase.of(
        "JSON: " + name + " cannot be understood",
        Call.post().bearer().body("application/json", body),
        answer -> answer.isProblem(400, "invalid-request"));
  }

  private static ApiCase invalid(String name, String body) {
    return ApiCase.of(
        "JSON: " + name + " is no message",
        json(body, "application/json"),
        answer -> answer.isProblem(422, "invalid-message"));
  }

  private static ApiCase accepted(String type) {
    return ApiCase.of("accepts " + type, json(HELLO, type), answer -> answer.isJson(201));
  }

  private static ApiCase unsupported(String type) {
    return ApiCase.of(
        "does not support " + type,
        json(HELLO, type),
        answer ->
            answer
                .isProblem(415, "unsupported-media-type")
                .header("accept", "application/json, application/x-www-form-urlencoded"));
  }

  private static Call json(String body, String type) {
    return Call.post().bearer().body(type, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String json(String text) {
    return "{\"text\":\"" + text + "\"}";
  }

  private static byte[] bytes(String text, Charset charset) {
    return text.getBytes(charset);
  }
}
