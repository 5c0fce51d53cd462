package dev.gatepost.local.http;

import java.io.EOFException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.IntConsumer;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * What the sender sees of requests that no route could answer (RFC 9457): the status in words, and
 * nothing of what was sent or of what went wrong inside.
 */
final class ProblemAnswers implements Request.Handler {
  private static final System.Logger LOG = System.getLogger(ProblemAnswers.class.getName());
  private static final String CONTENT_TYPE = "application/problem+json";

  private final Map<String, String> headers;
  private final IntConsumer refused;

  /**
   * Problems with these headers on them.
   *
   * @param refused is told the status of each
   */
  ProblemAnswers(Map<String, String> headers, IntConsumer refused) {
    this.headers = Map.copyOf(headers);
    this.refused = refused;
  }

  /** What is on each of them, and is to be on every other answer too. */
  Map<String, String> headers() {
    return headers;
  }

  /** Answers for Jetty: to what it could not parse, or does not let through. */
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Throwable thrown = (Throwable) request.getAttribute(ErrorHandler.ERROR_EXCEPTION);
    if (thrown == null) {
      answer(response.getStatus(), response, callback);
    } else {
      answer(thrown, response, callback);
    }
    return true;
  }

  /** Answers for a service that threw. Jetty would log the request with it, and its query. */
  void answer(Throwable thrown, Response response, Callback callback) {
    answer(refusal(thrown).orElseGet(() -> fault(thrown)), response, callback);
  }

  /** Answers with this status. */
  void answer(int status, Response response, Callback callback) {
    tell(status);
    response.setStatus(status);
    HttpFields.Mutable fields = response.getHeaders();
    headers.forEach(fields::put);
    fields.put(HttpHeader.CACHE_CONTROL, "no-store");
    fields.put(HttpHeader.CONTENT_TYPE, CONTENT_TYPE);
    if (status == HttpStatus.SERVICE_UNAVAILABLE_503) {
      fields.put(HttpHeader.RETRY_AFTER, "1");
    }
    response.write(true, ByteBuffer.wrap(body(status)), callback);
  }

  // Who is told may fail, as a log on a full disk does: the answer goes out regardless.
  private void tell(int status) {
    try {
      refused.accept(status);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.WARNING, "A refusal could not be told of: {0}", e.getMessage());
    }
  }

  private static int fault(Throwable thrown) {
    LOG.log(System.Logger.Level.ERROR, "a request could not be answered", thrown);
    return HttpStatus.INTERNAL_SERVER_ERROR_500;
  }

  /**
   * The status for what is the sender's doing: broken framing, a body that ends early or is late.
   */
  static Optional<Integer> refusal(Throwable thrown) {
    for (@Nullable Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpException refused) {
        return Optional.of(statusOf(refused));
      }
      if (cause instanceof EOFException) {
        return Optional.of(HttpStatus.BAD_REQUEST_400);
      }
      if (cause instanceof TimeoutException) {
        return Optional.of(HttpStatus.REQUEST_TIMEOUT_408);
      }
    }
    return Optional.empty();
  }

  // A version of HTTP that is not spoken is the sender's doing: no server error to be woken up by.
  private static int statusOf(HttpException refused) {
    return refused.getCode() == HttpStatus.HTTP_VERSION_NOT_SUPPORTED_505
        ? HttpStatus.BAD_REQUEST_400
        : refused.getCode();
  }

  private static byte[] body(int status) {
    String title = HttpStatus.getMessage(status);
    String type = title.toLowerCase(Locale.ROOT).replace(' ', '-');
    return """
        {"type":"urn:gatepost:problem:%s","title":"%s","status":%d}"""
        .formatted(type, title, status)
        .getBytes(StandardCharsets.UTF_8);
  }
}
