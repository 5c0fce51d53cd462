package dev.gatepost.local.http;

import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import dev.gatepost.messages.api.MessagesApi;
import io.javalin.http.Context;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpStatus;

/** Copies a request from the servlet API to ours, and an answer back. */
final class ServletExchange {
  /** What Jetty is to hold back of an answer, in bytes: most are no larger. */
  static final int SMALL = 8_192;

  // The API answers it for its length alone.
  private static final byte[] TOO_LARGE = new byte[MessagesApi.MAX_BODY + 1];

  private static final byte[] NOTHING = {};

  private ServletExchange() {}

  /**
   * The request, as it was sent.
   *
   * @throws IOException if its body cannot be read to the end
   */
  static ApiRequest toRequest(HttpServletRequest request) throws IOException {
    return new ApiRequest(
        request.getMethod(),
        request.getRequestURI(),
        Objects.requireNonNullElse(request.getQueryString(), ""),
        headers(request),
        body(request),
        Optional.ofNullable(request.getRemoteAddr()));
  }

  /**
   * Sends the answer as it is; of a large one, on no thread of ours.
   *
   * @throws HttpException.RuntimeException with 503 if there is no memory for a large one
   */
  static void send(ApiResponse answer, Context context, AnswerMemory memory) throws IOException {
    HttpServletResponse response = context.res();
    boolean large = answer.body().length > SMALL;
    if (large && !memory.take(answer.body().length)) {
      throw new HttpException.RuntimeException(HttpStatus.SERVICE_UNAVAILABLE_503);
    }
    response.setStatus(answer.status());
    // Javalin has put one on already, which an answer without a body must not have.
    response.setContentType(null);
    answer.headers().forEach(response::setHeader);
    byte[] body = answer.body();
    if (answer.status() == HttpServletResponse.SC_NOT_MODIFIED) {
      // Else Jetty adds a length of 0, which would be that of the page (RFC 9110 §8.6).
      response.flushBuffer();
    } else if (large) {
      response.setContentLength(body.length);
      ServletOutputStream output = response.getOutputStream();
      context.future(
          () ->
              UnhurriedWrite.start(body, output)
                  .whenComplete((done, failure) -> memory.giveBack(body.length)));
    } else if (body.length > 0) {
      // Without a length, for one that is all there would be written at once, and its reader waited
      // for. So Jetty keeps it until there is nothing more to do here, and adds the length.
      response.getOutputStream().write(body);
    }
  }

  private static Map<String, List<String>> headers(HttpServletRequest request) {
    Map<String, List<String>> headers = new HashMap<>();
    for (String name : Collections.list(request.getHeaderNames())) {
      headers.put(name, Collections.list(request.getHeaders(name)));
    }
    return headers;
  }

  private static byte[] body(HttpServletRequest request) throws IOException {
    if (request.getContentLengthLong() > MessagesApi.MAX_BODY) {
      return TOO_LARGE;
    }
    boolean none =
        request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
    return none ? NOTHING : request.getInputStream().readNBytes(TOO_LARGE.length);
  }
}
