package dev.gatepost.messages.api;

import dev.gatepost.messages.Message;
import dev.gatepost.messages.MessageBoard;
import dev.gatepost.messages.Page;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What can be done with messages, once the guard has let a request in. */
final class MessageEndpoints {
  /** How many texts the tutorial's form is answered with. */
  private static final int FORM_TEXTS = 50;

  private final MessageBoard board;

  MessageEndpoints(MessageBoard board) {
    this.board = board;
  }

  ApiResponse list(String query) {
    ListQuery asked = ListQuery.parse(query);
    Page page =
        asked
            .before()
            .map(id -> board.newestBefore(id, asked.limit()))
            .orElseGet(() -> board.newest(asked.limit()));
    return Answers.json(200, JsonWriter.page(page));
  }

  ApiResponse find(String id) {
    return board
        .find(id)
        .map(message -> Answers.json(200, JsonWriter.message(message)))
        .orElseGet(Problems::notFound);
  }

  ApiResponse post(String author, RequestBody body) {
    if (body instanceof RequestBody.Form form) {
      return postForm(author, form.text());
    }
    if (body instanceof RequestBody.Json json) {
      return Answers.created(board.post(author, json.text()));
    }
    return Problems.unsupportedMediaType();
  }

  // Reads before it posts: if the store fails at either, nothing was stored, and the sender may
  // try again without posting twice. Ours is the newest, so it comes last.
  private ApiResponse postForm(String author, String text) {
    List<Message> messages = new ArrayList<>(board.newest(FORM_TEXTS - 1).messages());
    Collections.reverse(messages);
    messages.add(board.post(author, text));
    return Answers.json(200, JsonWriter.texts(messages));
  }
}
