package dev.gatepost.messages.api;

import dev.gatepost.messages.IdempotencyKey;
import dev.gatepost.messages.Message;
import dev.gatepost.messages.MessageBoard;
import dev.gatepost.messages.Page;
import dev.gatepost.messages.Posted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What can be done with messages, once the guard has let a request in. */
final class MessageEndpoints {
  /** How many texts the tutorial's form is answered with. */
  private static final int FORM_TEXTS = 50;

  private final MessageBoard board;
  private final Optional<NewestPage> kept;

  /**
   * What can be done with a board.
   *
   * @param pageKept whether the page of the newest messages is kept until it changes
   */
  MessageEndpoints(MessageBoard board, boolean pageKept) {
    this.board = board;
    this.kept = pageKept ? Optional.of(new NewestPage(board)) : Optional.empty();
  }

  ApiResponse list(ApiRequest request) {
    ListQuery asked = ListQuery.parse(request.query());
    List<String> had = request.header("if-none-match");
    if (!had.isEmpty()) {
      String tag = EntityTags.of(board.version());
      if (EntityTags.anyMatches(had, tag)) {
        return Answers.notModified(tag);
      }
    }
    return asked.before().isEmpty() && kept.isPresent()
        ? kept.get().answer(asked.limit())
        : Answers.page(page(asked));
  }

  ApiResponse find(String id) {
    return board
        .find(id)
        .map(message -> Answers.json(200, JsonWriter.message(message)))
        .orElseGet(Problems::notFound);
  }

  ApiResponse post(String author, ApiRequest request, RequestBody body) {
    Optional<IdempotencyKey> key = idempotencyKey(request);
    if (body instanceof RequestBody.Form form) {
      return postForm(author, form.text(), key);
    }
    if (body instanceof RequestBody.Json json) {
      Posted posted = post(author, json.text(), key);
      return posted.repeated()
          ? Answers.repeated(posted.message())
          : Answers.created(posted.message());
    }
    return Problems.unsupportedMediaType();
  }

  // Reads before it posts: if the store fails at either, nothing was stored, and the sender may
  // try again without posting twice. Ours is the newest, so it comes last.
  private ApiResponse postForm(String author, String text, Optional<IdempotencyKey> key) {
    List<Message> messages = oldestFirst(FORM_TEXTS - 1);
    Posted posted = post(author, text, key);
    if (posted.repeated()) {
      return Answers.json(200, JsonWriter.texts(oldestFirst(FORM_TEXTS)));
    }
    messages.add(posted.message());
    return Answers.json(200, JsonWriter.texts(messages));
  }

  private Posted post(String author, String text, Optional<IdempotencyKey> key) {
    return key.map(used -> board.post(author, text, used))
        .orElseGet(() -> new Posted(board.post(author, text), false));
  }

  private Page page(ListQuery asked) {
    return asked
        .before()
        .map(id -> board.newestBefore(id, asked.limit()))
        .orElseGet(() -> board.newest(asked.limit()));
  }

  private List<Message> oldestFirst(int limit) {
    List<Message> messages = new ArrayList<>(board.newest(limit).messages());
    Collections.reverse(messages);
    return messages;
  }

  private static Optional<IdempotencyKey> idempotencyKey(ApiRequest request) {
    List<String> sent = request.header("idempotency-key");
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    try {
      if (sent.size() == 1) {
        return Optional.of(new IdempotencyKey(sent.get(0)));
      }
    } catch (IllegalArgumentException e) {
      // Falls through to the same refusal.
    }
    throw new UnreadableRequestException(
        "Send one Idempotency-Key, of 1 to %d visible ASCII characters, no comma."
            .formatted(IdempotencyKey.MAX_LENGTH));
  }
}
