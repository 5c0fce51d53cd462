package dev.gatepost.messages.testkit;

import java.util.List;

/** Paths and methods. */
final class RoutingCases {
  private static final String UNKNOWN = "/api/messages/00000000000000000000000000";

  private RoutingCases() {}

  static List<ApiCase> all() {
    return List.of(
        ApiCase.of(
            "health is told without a token",
            Call.get("/health"),
            answer -> answer.isJson(200).hasBody("{\"status\":\"up\"}")),
        ApiCase.of(
            "HEAD of health has the headers of GET and no body",
            Call.of("HEAD", "/health"),
            answer -> answer.isJson(200).header("content-length", "15").hasBody("")),
        ApiCase.of(
            "ready, and no token needed",
            Call.get("/ready"),
            answer -> answer.isJson(200).hasBody("{\"status\":\"ready\"}")),
        ApiCase.of(
            "ready takes no POST",
            Call.of("POST", "/ready"),
            answer -> notAllowed(answer, "GET, HEAD, OPTIONS")),
        ApiCase.of(
            "health takes no POST",
            Call.of("POST", "/health"),
            answer -> notAllowed(answer, "GET, HEAD, OPTIONS")),
        notFound("the root leads nowhere", Call.get("/")),
        notFound("an unknown path leads nowhere", Call.get("/nothing")),
        notFound("a path is compared with its case", Call.get("/API/messages")),
        notFound("a path that only begins like the API is not the API", Call.get("/apiary")),
        notFound("an unknown path leads nowhere by any method", Call.of("DELETE", "/nothing")),
        unauthorized("the API's root needs a token", Call.get("/api")),
        unauthorized("an unknown path of the API needs a token first", Call.get("/api/nothing")),
        unauthorized("a wrong method needs a token first", Call.of("PUT", "/api/messages")),
        notFound("an unknown path of the API", Call.get("/api/nothing").bearer()),
        notFound("a trailing slash is another path", Call.get("/api/messages/").bearer()),
        notFound(
            "nothing below a message takes DELETE", Call.of("DELETE", UNKNOWN + "/text").bearer()),
        notFound("nothing is below a message", Call.get(UNKNOWN + "/text").bearer()),
        notFound("an unknown message", Call.get(UNKNOWN).bearer()),
        notFound("a message of an impossible id", Call.get("/api/messages/none").bearer()),
        ApiCase.of(
            "HEAD of an unknown message has no body",
            Call.of("HEAD", UNKNOWN).bearer(),
            answer ->
                answer.is(404).header("content-type", "application/problem+json").hasBody("")),
        ApiCase.of(
            "messages take no PUT",
            Call.of("PUT", "/api/messages").bearer(),
            answer -> notAllowed(answer, "GET, HEAD, POST, OPTIONS")),
        ApiCase.of(
            "messages take no DELETE",
            Call.of("DELETE", "/api/messages").bearer(),
            answer -> notAllowed(answer, "GET, HEAD, POST, OPTIONS")),
        ApiCase.of(
            "one message takes no DELETE, be it there or not",
            Call.of("DELETE", UNKNOWN).bearer(),
            answer -> notAllowed(answer, "GET, HEAD, OPTIONS")),
        ApiCase.of(
            "one message takes no POST",
            Call.of("POST", UNKNOWN).bearer().json("{\"text\":\"hello\"}"),
            answer -> notAllowed(answer, "GET, HEAD, OPTIONS")));
  }

  private static ApiCase notFound(String name, Call call) {
    return ApiCase.of(name, call, answer -> answer.isProblem(404, "not-found"));
  }

  private static ApiCase unauthorized(String name, Call call) {
    return ApiCase.of(name, call, answer -> answer.isProblem(401, "unauthorized"));
  }

  private static void notAllowed(AnswerAssert answer, String allow) {
    answer.isProblem(405, "method-not-allowed").header("allow", allow);
  }
}
