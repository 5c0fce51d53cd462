package dev.gatepost.messages.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;

/** Posting again with the same key. */
final class IdempotencyCases {
  private IdempotencyCases() {}

  static List<ApiCase> all() {
    return List.of(
        new ApiCase("a repeat gets the first answer and stores nothing", IdempotencyCases::repeat),
        new ApiCase(
            "the same key with another text is refused",
            client -> {
              String key = key();
              client.send(json("one").header("Idempotency-Key", key)).isJson(201);
              client
                  .send(json("two").header("Idempotency-Key", key))
                  .isProblem(422, "idempotency-conflict");
              assertThat(texts(client, 1)).containsExactly("one");
            }),
        new ApiCase(
            "texts are compared as they are stored",
            client -> {
              String key = key();
              client.send(json("one").header("Idempotency-Key", key)).isJson(201);
              client.send(json(" one\\n").header("Idempotency-Key", key)).isJson(200);
            }),
        new ApiCase(
            "another author's key is another key",
            client -> {
              String key = key();
              String token = ApiCases.token().subject("user-2").sign();
              client.send(json("one").header("Idempotency-Key", key)).isJson(201);
              client
                  .send(
                      Call.post()
                          .bearer(token)
                          .json("{\"text\":\"two\"}")
                          .header("Idempotency-Key", key))
                  .isJson(201);
            }),
        new ApiCase(
            "a repeated form stores nothing and gets the texts",
            client -> {
              Call form =
                  Call.post().bearer().form("message=once").header("Idempotency-Key", key());
              client.send(form).isJson(200);
              client.send(json("between")).isJson(201);
              assertThat(client.send(form).isJson(200).body()).endsWith("\"once\",\"between\"]");
            }),
        new ApiCase(
            "a refused text uses no key up",
            client -> {
              String key = key();
              client
                  .send(json(" ").header("Idempotency-Key", key))
                  .isProblem(422, "invalid-message");
              client.send(json("one").header("Idempotency-Key", key)).isJson(201);
            }),
        accepted("a key of one character", "~"),
        accepted("a key of 64 characters", (key() + key()).substring(0, 64)),
        accepted("a key in quotes", "\"" + key() + "\""),
        refused("an empty key", ""),
        refused("a key of 65 characters", "k".repeat(65)),
        refused("a key with a space", "a b"),
        refused("a key with a comma", "a,b"),
        ApiCase.of(
            "two keys cannot be understood",
            json("one").header("Idempotency-Key", "a").header("Idempotency-Key", "b"),
            answer -> answer.isProblem(400, "invalid-request")));
  }

  private static void repeat(ApiCase.Client client) {
    Call post = json("once").header("Idempotency-Key", key());
    AnswerAssert first = client.send(post).isJson(201);

    AnswerAssert again = client.send(post).isJson(200);

    again.hasBody(first.body()).header("location", first.header("location"));
    client.send(json("next")).isJson(201);
    client.send(post).isJson(200).hasBody(first.body());
    assertThat(texts(client, 2)).containsExactly("next", "once");
  }

  // An author of its own, for a short key may have been used in another run.
  private static ApiCase accepted(String name, String key) {
    return new ApiCase(
        name + " is taken",
        client ->
            client
                .send(
                    Call.post()
                        .bearer(ApiCases.token().subject(key()).sign())
                        .json("{\"text\":\"one\"}")
                        .header("Idempotency-Key", key))
                .isJson(201));
  }

  private static ApiCase refused(String name, String key) {
    return ApiCase.of(
        name + " cannot be understood",
        json("one").header("Idempotency-Key", key),
        answer -> answer.isProblem(400, "invalid-request"));
  }

  private static List<String> texts(ApiCase.Client client, int limit) {
    return client
        .send(Call.get("/api/messages?limit=" + limit).bearer())
        .isJson(200)
        .messages()
        .stream()
        .map(message -> String.valueOf(message.get("text")))
        .toList();
  }

  private static Call json(String text) {
    return Call.post().bearer().json("{\"text\":\"" + text + "\"}");
  }

  private static String key() {
    return UUID.randomUUID().toString();
  }
}
