package dev.gatepost.messages.api;

import dev.gatepost.messages.Message;
import dev.gatepost.messages.MessageBoard;
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
  private final MessageEndpoints messages;
  private final Cors cors;

  /**
   * An API in front of a board.
   *
   * @param verifier decides who is let in
   * @param board what is posted to and read from
   * @param origins whose pages may read the answers
   */
  public MessagesApi(TokenVerifier verifier, MessageBoard board, AllowedOrigins origins) {
    this.guard = new RequestGuard(verifier);
    this.messages = new MessageEndpoints(board);
    this.cors = new Cors(origins);
  }

  /** Answers a request. Never throws: a fault of ours is answered with 500 and logged. */
  public ApiResponse handle(ApiRequest request) {
    ApiResponse answer = cors.dress(request, answerOrProblem(request));
    return request.method().equals("HEAD") ? Answers.withoutBody(answer) : answer;
  }

  private ApiResponse answerOrProblem(ApiRequest request) {
    try {
      return answer(request);
    } catch (RuntimeException | Error e) {
      return Problems.of(e);
    }
  }

  private ApiResponse answer(ApiRequest request) {
    if (request.method().equals("OPTIONS")) {
      return Answers.noContent();
    }
    if (request.body().length > MAX_BODY) {
      return Problems.contentTooLarge();
    }
    Route route = Route.of(request.path());
    return Route.needsToken(request.path()) ? guarded(route, request) : open(route, request);
  }

  private static ApiResponse open(Route route, ApiRequest request) {
    if (route.allows(request.method())) {
      return Answers.up();
    }
    return Problems.notServed(route);
  }

  private ApiResponse guarded(Route route, ApiRequest request) {
    // Read before the guard is asked, for a form may carry the token. It reveals and keeps nothing.
    RequestBody body =
        route == Route.MESSAGES && request.method().equals("POST")
            ? RequestBody.of(request)
            : new RequestBody.Other();
    Decision decision =
        guard.check(request.method(), request.target(), request.headers(), body.tokens());
    if (decision instanceof Refused refused) {
      return Problems.of(refused);
    }
    return admitted(route, request, body, ((Granted) decision).token());
  }

  private ApiResponse admitted(
      Route route, ApiRequest request, RequestBody body, VerifiedToken token) {
    Optional<String> author = token.subject();
    if (author.isEmpty()) {
      return Problems.withoutAuthor(Reason.MISSING_CLAIM);
    }
    if (!Message.isAuthor(author.get())) {
      return Problems.withoutAuthor(Reason.INVALID_CLAIM);
    }
    if (!route.allows(request.method())) {
      return Problems.notServed(route);
    }
    if (route == Route.MESSAGE) {
      return messages.find(Route.messageId(request.path()));
    }
    return request.method().equals("POST")
        ? messages.post(author.get(), body)
        : messages.list(request.query());
  }
}
