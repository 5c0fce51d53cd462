package dev.gatepost.peers.javalin;

import io.javalin.Javalin;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Collections;

/**
 * What Javalin itself costs: constants for answers, as long as the real ones, and no token is
 * looked at.
 */
final class Hello {
  private static final String MESSAGE =
      """
      {"id":"01M8AA0T3PQ2KYKQXE46432MZZ","author":"ada@example.com",\
      "text":"Sixty characters are about what people write in one message.",\
      "postedAt":"2026-11-25T21:33:06.550Z"}\
      """;

  private Hello() {}

  /** Serves until the process is told to stop. */
  public static void main(String[] args) {
    byte[] message = MESSAGE.getBytes(StandardCharsets.UTF_8);
    byte[] page = page().getBytes(StandardCharsets.UTF_8);
    Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.startup.showOldJavalinVersionWarning = false;
              config.routes.get("/api/messages", context -> answer(context, 200, page));
              config.routes.post("/api/messages", context -> answer(context, 201, message));
            })
        .start("127.0.0.1", Integer.parseInt(System.getenv("PORT")));
  }

  private static void answer(Context context, int status, byte[] body) {
    context.status(status).contentType("application/json").result(body);
  }

  private static String page() {
    return "{\"messages\":["
        + String.join(",", Collections.nCopies(50, MESSAGE))
        + "],\"next\":\"01M8AA0T3PQ2KYKQXE46432MZZ\"}";
  }
}
