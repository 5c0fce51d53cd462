package dev.gatepost.messages.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Reading messages, page by page. */
final class ReadingCases {
  private static final String OLDEST = "00000000000000000000000000";

  private ReadingCases() {}

  static List<ApiCase> all() {
    return List.of(
        ApiCase.of(
            "before the oldest there is nothing",
            list("?before=" + OLDEST),
            answer -> answer.isJson(200).hasBody("{\"messages\":[],\"next\":null}")),
        new ApiCase("the newest come first, page by page", ReadingCases::readPages),
        new ApiCase(
            "50 come where no limit is given",
            client -> {
              for (int i = 0; i < 51; i++) {
                post(client, "text " + i);
              }
              assertThat(client.send(list("")).isJson(200).messages()).hasSize(50);
              assertThat(client.send(list("?")).isJson(200).messages()).hasSize(50);
              assertThat(client.send(list("?limit=51")).isJson(200).messages()).hasSize(51);
            }),
        new ApiCase(
            "HEAD of the messages has the length of GET and no body",
            client -> {
              AnswerAssert page = client.send(list("?limit=1")).isJson(200);
              client
                  .send(Call.of("HEAD", "/api/messages?limit=1").bearer())
                  .isJson(200)
                  .header(
                      "content-length",
                      String.valueOf(page.body().getBytes(StandardCharsets.UTF_8).length))
                  .hasBody("");
            }),
        ApiCase.of("a limit of 200", list("?limit=200"), answer -> answer.isJson(200)),
        ApiCase.of("an encoded query", list("?l%69mit=%31"), answer -> answer.isJson(200)),
        unreadable("?limit=201"),
        unreadable("?limit=0"),
        unreadable("?limit=-1"),
        unreadable("?limit=%2B1"),
        unreadable("?limit=1.0"),
        unreadable("?limit="),
        unreadable("?limit"),
        unreadable("?limit=4294967297"),
        unreadable("?limit=%D9%A1"),
        unreadable("?limit=1&limit=1"),
        unreadable("?limit=1&l%69mit=2"),
        unreadable("?before="),
        unreadable("?before=x"),
        unreadable("?before=" + OLDEST + "0"),
        unreadable("?before=8" + OLDEST.substring(1)),
        unreadable("?before=U" + OLDEST.substring(1)),
        unreadable("?before=0000000000000000000000000a"),
        unreadable("?before=" + OLDEST + "&before=" + OLDEST),
        unreadable("?after=" + OLDEST),
        unreadable("?limit=%zz"),
        unreadable("?limit=%ff"));
  }

  private static void readPages(ApiCase.Client client) {
    String first = post(client, "first");
    String second = post(client, "second");
    String third = post(client, "third");

    AnswerAssert newest = client.send(list("?limit=2")).isJson(200);
    assertThat(newest.messages()).extracting(m -> m.get("id")).containsExactly(third, second);
    newest.has("next", second);
    assertThat(newest.object()).containsOnlyKeys("messages", "next");
    assertThat(newest.messages().get(0))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "id", third,
                "author", "user-1",
                "text", "third",
                "postedAt", "2030-01-01T00:00:00.000Z"));

    post(client, "meanwhile");
    AnswerAssert next = client.send(list("?before=" + second + "&limit=1")).isJson(200);
    assertThat(next.messages()).extracting(m -> m.get("id")).containsExactly(first);
  }

  private static ApiCase unreadable(String query) {
    return ApiCase.of(
        "the query " + query + " cannot be understood",
        list(query),
        answer -> answer.isProblem(400, "invalid-request"));
  }

  private static String post(ApiCase.Client client, String text) {
    return client.send(Call.post().bearer().json("{\"text\":\"" + text + "\"}")).text("id");
  }

  private static Call list(String query) {
    return Call.get("/api/messages" + query).bearer();
  }
}
