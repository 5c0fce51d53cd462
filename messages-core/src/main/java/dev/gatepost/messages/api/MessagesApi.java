package dev.gatepost.messages.api;

import dev.gatepost.messages.Message;
import dev.gatepost.messages.MessageBoard;
import dev.gatepost.token.KeySource;
import dev.gatepost.token.Reason;
import dev.gatepost.token.TokenVerifier;
import dev.gatepost.token.VerifiedToken;
import dev.gatepost.token.http.RequestGuard;
import dev.gatepost.token.http.RequestGuard.Decision;
import dev.gatepost.token.http.RequestGuard.Granted;
import dev.gatepost.token.http.RequestGuard.Refused;
import java.util.Optional;

/**
 * The HTTP API of the message board, whole: routing, CORS, credentials, limits, and the answers to
 * whatever goes wrong. A transport copies a request in and a response out.
 *
 * <p>Make one and keep it: it is safe for many threads and starts none.
 */
public final class MessagesApi {
  /** The longest body that is looked at, in bytes. A longer one is answered with 413. */
  public static final int MAX_BODY = 16 * 1024;

  private final RequestGuard guard;
  private final MessageBoard board;
  private final MessageEndpoints messages;
  private final Cors cors;
  private final Parts parts;

  /**
   * An API in front of a board.
   *
   * @param verifier decides who is let in
   * @param board what is posted to and read from
   * @param origins whose pages may read the answers
   */
  public MessagesApi(TokenVerifier verifier, MessageBoard board, AllowedOrigins origins) {
    this(new RequestGuard(verifier), board, new Cors(origins), Parts.NONE);
  }

  private MessagesApi(RequestGuard guard, MessageBoard board, Cors cors, Parts parts) {
    this.guard = guard;
    this.board = board;
    this.messages = new MessageEndpoints(board, parts.pageKept);
    this.cors = cors;
    this.parts = parts;
  }

  /** The same API, ready only while these keys are at hand. */
  public MessagesApi withKeys(KeySource keys) {
    return with(new Parts(Optional.of(keys), parts.limit, parts.listener, parts.pageKept));
  }

  /** The same API, posts to which are limited. */
  public MessagesApi withPostLimit(PostLimit limit) {
    return with(new Parts(parts.keys, limit, parts.listener, parts.pageKept));
  }

  /** The same API, which tells a listener of what it answers. */
  public MessagesApi withListener(ApiListener listener) {
    return with(new Parts(parts.keys, parts.limit, listener, parts.pageKept));
  }

  /**
   * The same API, which keeps its answer with the newest messages for as long as {@link
   * MessageBoard#version} stays the same. Worth it where a version costs far less than the
   * messages, as in a database on the same machine.
   */
  public MessagesApi withNewestPageKept() {
    return with(new Parts(parts.keys, parts.limit, parts.listener, true));
  }

  /** Answers a request. Never throws: a fault of ours is answered with 500 and logged. */
  public ApiResponse handle(ApiRequest request) {
    Handling handling = new Handling(request);
    ApiResponse answer = cors.dress(request, answerOrProblem(handling));
    tell(handling, answer);
    return request.method().equals("HEAD") ? Answers.withoutBody(answer) : answer;
  }

  private void tell(Handling handling, ApiResponse answer) {
    try {
      parts.listener.answered(handling.exchange(answer));
    } catch (RuntimeException e) {
      FaultLog.write(e);
    }
  }

  private ApiResponse answerOrProblem(Handling handling) {
    try {
      return answer(handling);
    } catch (RuntimeException | Error e) {
      return Problems.of(e);
    }
  }

  private ApiResponse answer(Handling handling) {
    ApiRequest request = handling.request();
    if (request.method().equals("OPTIONS")) {
      return Answers.noContent();
    }
    if (request.body().length > MAX_BODY) {
      return Problems.contentTooLarge();
    }
    return Route.needsToken(request.path()) ? guarded(handling) : open(handling);
  }

  private ApiResponse open(Handling handling) {
    if (!handling.route().allows(handling.request().method())) {
      return Problems.notServed(handling.route());
    }
    return handling.route() == Route.READY
        ? new Readiness(board, parts.keys).answer()
        : Answers.up();
  }

  private ApiResponse guarded(Handling handling) {
    ApiRequest request = handling.request();
    // Read before the guard is asked, for a form may carry the token. It reveals and keeps nothing.
    RequestBody body = handling.isPost() ? RequestBody.of(request) : new RequestBody.Other();
    Decision decision =
        guard.check(request.method(), request.target(), request.headers(), body.tokens());
    if (decision instanceof Refused refused) {
      handling.refused(refused.label());
      return Problems.of(refused);
    }
    return admitted(handling, body, ((Granted) decision).token());
  }

  private ApiResponse admitted(Handling handling, RequestBody body, VerifiedToken token) {
    Optional<String> author = token.subject();
    if (author.isEmpty() || !Message.isAuthor(author.get())) {
      Reason reason = author.isEmpty() ? Reason.MISSING_CLAIM : Reason.INVALID_CLAIM;
      handling.refused(reason.label());
      return Problems.withoutAuthor(reason);
    }
    handling.admitted(author.get());
    if (!handling.route().allows(handling.request().method())) {
      return Problems.notServed(handling.route());
    }
    if (handling.route() == Route.MESSAGE) {
      return messages.find(Route.messageId(handling.request().path()));
    }
    return handling.isPost()
        ? limited(author.get(), handling.request(), body)
        : messages.list(handling.request());
  }

  private ApiResponse limited(String author, ApiRequest request, RequestBody body) {
    return parts
        .limit
        .take(author, request.address())
        .map(Problems::tooManyPosts)
        .orElseGet(() -> messages.post(author, request, body));
  }

  private MessagesApi with(Parts others) {
    return new MessagesApi(guard, board, cors, others);
  }

  /** What an API may have or do without. */
  private record Parts(
      Optional<KeySource> keys, PostLimit limit, ApiListener listener, boolean pageKept) {
    private static final Parts NONE =
        new Parts(Optional.empty(), (author, address) -> Optional.empty(), exchange -> {}, false);
  }
}
