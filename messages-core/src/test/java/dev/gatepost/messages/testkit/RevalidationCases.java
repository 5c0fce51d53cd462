package dev.gatepost.messages.testkit;

import java.util.List;

/** Reading again what may not have changed. */
final class RevalidationCases {
  private RevalidationCases() {}

  static List<ApiCase> all() {
    return List.of(
        revalidated("the tag", "%s"),
        revalidated("the tag as a weak one", "W/%s"),
        revalidated("the tag among others", "\"other, one\", %s , W/\"third\""),
        revalidated("any tag", "*"),
        read("another tag", "\"other\""),
        read("the tag without its quotes", "%s-"),
        new ApiCase(
            "what was posted since is read",
            client -> {
              String tag = client.send(list()).isJson(200).header("etag");
              client.send(Call.post().bearer().json("{\"text\":\"new\"}")).isJson(201);
              AnswerAssert page = client.send(list().header("If-None-Match", tag)).isJson(200);
              client.send(list().header("If-None-Match", page.header("etag"))).is(304);
            }),
        new ApiCase(
            "HEAD is told of no change too",
            client -> {
              String tag = client.send(list()).isJson(200).header("etag");
              client
                  .send(Call.of("HEAD", "/api/messages").bearer().header("If-None-Match", tag))
                  .is(304)
                  .header("etag", tag)
                  .hasBody("");
            }),
        ApiCase.of(
            "who has no token is not told of no change",
            Call.get("/api/messages").header("If-None-Match", "*"),
            answer -> answer.isProblem(401, "unauthorized")),
        ApiCase.of(
            "a query that cannot be understood is refused, changed or not",
            Call.get("/api/messages?limit=0").bearer().header("If-None-Match", "*"),
            answer -> answer.isProblem(400, "invalid-request")));
  }

  private static ApiCase revalidated(String name, String header) {
    return new ApiCase(
        "nothing new for one who has " + name,
        client -> {
          String tag = client.send(list()).isJson(200).header("etag");
          client
              .send(list().header("If-None-Match", header.formatted(tag)))
              .is(304)
              .header("etag", tag)
              .noHeader("content-type")
              .hasBody("");
        });
  }

  private static ApiCase read(String name, String header) {
    return new ApiCase(
        "the page for one who has " + name,
        client -> {
          String tag = client.send(list()).isJson(200).header("etag").replace("\"", "");
          client.send(list().header("If-None-Match", header.formatted(tag))).isJson(200);
        });
  }

  private static Call list() {
    return Call.get("/api/messages").bearer();
  }
}
