package dev.gatepost.messages.testkit;

import java.util.List;

/** What pages of other origins may do. */
final class CorsCases {
  private CorsCases() {}

  static List<ApiCase> all() {
    return List.of(
        preflight("a preflight of an allowed origin", "/api/messages"),
        preflight("a preflight for one message", "/api/messages/00000000000000000000000000"),
        preflight("a preflight for a path that leads nowhere", "/api/nothing"),
        ApiCase.of(
            "a preflight does not look at tokens",
            options("/api/messages").bearer("rubbish").header("Origin", ApiCases.ORIGIN),
            CorsCases::isAllowedPreflight),
        ApiCase.of(
            "OPTIONS without an origin",
            Call.of("OPTIONS", "/api/messages"),
            answer -> answer.is(204).noHeader("access-control-").noHeader("content-type")),
        refused("https://other.example.test"),
        refused(ApiCases.ORIGIN + ".evil.test"),
        refused(ApiCases.ORIGIN + ":8443"),
        refused("http://app.example.test"),
        refused("HTTPS://APP.EXAMPLE.TEST"),
        refused("null"),
        readable("an answer", Call.get("/health"), 200),
        readable("a page of messages", Call.get("/api/messages").bearer(), 200),
        readable("a new message", Call.post().bearer().json("{\"text\":\"hello\"}"), 201),
        readable("a refusal", Call.get("/api/messages"), 401),
        readable("a missing scope", Call.get("/api/messages").bearer(withoutScope()), 403),
        readable("an unknown path", Call.get("/nothing"), 404),
        readable("a wrong method", Call.of("PUT", "/api/messages").bearer(), 405),
        readable("a body that is too large", Call.post().json("x".repeat(16 * 1024 + 1)), 413),
        ApiCase.of(
            "an answer without an origin has no CORS headers",
            Call.get("/health"),
            answer -> answer.is(200).noHeader("access-control-")));
  }

  private static ApiCase preflight(String name, String path) {
    return ApiCase.of(
        name, options(path).header("Origin", ApiCases.ORIGIN), CorsCases::isAllowedPreflight);
  }

  private static void isAllowedPreflight(AnswerAssert answer) {
    answer
        .is(204)
        .header("access-control-allow-origin", ApiCases.ORIGIN)
        .header("access-control-allow-methods", "GET, HEAD, POST")
        .header(
            "access-control-allow-headers",
            "authorization, content-type, idempotency-key, if-none-match")
        .header("access-control-max-age", "600")
        .noHeader("access-control-allow-credentials")
        .noHeader("content-type")
        .hasBody("");
  }

  private static ApiCase refused(String origin) {
    return new ApiCase(
        "the origin " + origin + " is not allowed",
        client -> {
          client
              .send(options("/api/messages").header("Origin", origin))
              .is(204)
              .noHeader("access-control-");
          client
              .send(Call.get("/health").header("Origin", origin))
              .is(200)
              .noHeader("access-control-");
        });
  }

  private static ApiCase readable(String name, Call call, int status) {
    return ApiCase.of(
        name + " can be read by an allowed origin's page",
        call.header("Origin", ApiCases.ORIGIN),
        answer ->
            answer
                .is(status)
                .header("access-control-allow-origin", ApiCases.ORIGIN)
                .header(
                    "access-control-expose-headers",
                    "Location, WWW-Authenticate, Retry-After, ETag")
                .noHeader("access-control-allow-headers"));
  }

  private static Call options(String path) {
    return Call.of("OPTIONS", path)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "authorization,content-type");
  }

  private static String withoutScope() {
    return ApiCases.token().scopes("openid").sign();
  }
}
