package dev.gatepost.local.http;

import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import java.util.function.Function;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Has a service answer every request, whatever its method and path. Nothing comes to what it wraps:
 * the servlets that Javalin keeps there cost a request as much again as Jetty itself, take a method
 * from a header, and drop methods that they have no name for.
 */
final class ServiceHandler extends Handler.Wrapper {
  /** What Jetty and a socket hold of an answer anyway, in bytes: most are no larger. */
  static final int SMALL = 8_192;

  private final Function<ApiRequest, ApiResponse> service;
  private final AnswerMemory memory;
  private final ProblemAnswers problems;

  /**
   * A handler.
   *
   * @param memory what large answers may take up
   * @param problems where there is none left, or the service throws
   */
  ServiceHandler(
      Function<ApiRequest, ApiResponse> service, AnswerMemory memory, ProblemAnswers problems) {
    this.service = service;
    this.memory = memory;
    this.problems = problems;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    ApiResponse answer;
    try {
      answer = memory.make(JettyExchange.toRequest(request), service);
    } catch (RuntimeException | Error e) {
      problems.answer(e, response, callback);
      return true;
    }
    send(answer, response, callback);
    return true;
  }

  private void send(ApiResponse answer, Response response, Callback callback) {
    int length = answer.body().length;
    if (length <= SMALL) {
      JettyExchange.send(answer, response, callback);
    } else if (memory.take(length)) {
      JettyExchange.send(answer, response, Callback.from(callback, () -> memory.giveBack(length)));
    } else {
      problems.answer(HttpStatus.SERVICE_UNAVAILABLE_503, response, callback);
    }
  }

  // It waits for the store, whatever may be said of what it wraps.
  @Override
  public InvocationType getInvocationType() {
    return InvocationType.BLOCKING;
  }
}
