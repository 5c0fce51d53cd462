package dev.gatepost.local.http;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * Takes a thread for a request only once its body is there, so that bodies that come slowly hold
 * none. A body that is too large is handed on as soon as that is known.
 */
final class WholeBodies extends Handler.Wrapper {
  private final Consumer<Request> complete;
  private final Executor threads;

  /**
   * Reads bodies.
   *
   * @param complete told of each request whose sender need not be waited for any more
   * @param threads for requests whose body came later than their header
   */
  WholeBodies(Consumer<Request> complete, Executor threads) {
    this.complete = complete;
    this.threads = threads;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (!isFramedPlainly(request)) {
      refuse(request, response, callback, HttpStatus.BAD_REQUEST_400);
      return true;
    }
    if (!hasBody(request)) {
      complete.accept(request);
      return super.handle(request, response, callback);
    }
    Exchange exchange = new Exchange(request, new BodyReading(request), response, callback);
    if (BodyReading.isTooLong(request)) {
      answer(exchange);
    } else if (exchange.body().isOver()) {
      handOn(exchange);
    } else {
      request.demand(new Rest(exchange));
    }
    return true;
  }

  // Any other coding is how requests are smuggled past a proxy that reads them otherwise, or is one
  // that nobody here would undo. HTTP/1.0 has none (RFC 9112 §6.1).
  private static boolean isFramedPlainly(Request request) {
    List<String> codings = request.getHeaders().getValuesList(HttpHeader.TRANSFER_ENCODING);
    return codings.isEmpty()
        || (codings.size() == 1
            && HttpHeaderValue.CHUNKED.is(codings.get(0))
            && request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_1_1);
  }

  private static boolean hasBody(Request request) {
    long length = request.getLength();
    return length < 0 ? request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING) : length > 0;
  }

  private void handOn(Exchange exchange) {
    exchange
        .body()
        .failure()
        .ifPresentOrElse(failure -> refuse(exchange, failure), () -> answer(exchange));
  }

  private void answer(Exchange exchange) {
    Request request = exchange.request();
    Callback callback = exchange.callback();
    if (exchange.body().isWhole()) {
      complete.accept(request);
    } else {
      endWith(exchange.response());
      callback = new Lingering(request, callback);
    }
    try {
      if (!super.handle(exchange.body().whole(), exchange.response(), callback)) {
        Response.writeError(request, exchange.response(), callback, HttpStatus.NOT_FOUND_404);
      }
    } catch (Exception e) {
      Response.writeError(request, exchange.response(), callback, e);
    }
  }

  private static void refuse(Exchange exchange, Throwable failure) {
    int status = ProblemAnswers.refusal(failure).orElse(HttpStatus.BAD_REQUEST_400);
    refuse(exchange.request(), exchange.response(), exchange.callback(), status);
  }

  private static void refuse(Request request, Response response, Callback callback, int status) {
    endWith(response);
    Response.writeError(request, response, callback, status);
  }

  private static void endWith(Response last) {
    last.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
  }

  private record Exchange(
      Request request, BodyReading body, Response response, Callback callback) {}

  /** Reads on whenever there is more, on a thread that must not be kept. */
  private final class Rest implements Invocable.Task {
    private final Exchange exchange;

    Rest(Exchange exchange) {
      this.exchange = exchange;
    }

    @Override
    public void run() {
      if (exchange.body().isOver()) {
        threads.execute(() -> handOn(exchange));
      } else {
        exchange.request().demand(this);
      }
    }

    @Override
    public InvocationType getInvocationType() {
      return InvocationType.NON_BLOCKING;
    }
  }
}
