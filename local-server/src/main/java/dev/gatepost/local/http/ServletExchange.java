package dev.gatepost.local.http;

import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import dev.gatepost.messages.api.MessagesApi;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Copies a request from the servlet API to ours, and an answer back. */
final class ServletExchange {
  // The API answers it for its length alone.
  private static final byte[] TOO_LARGE = new byte[MessagesApi.MAX_BODY + 1];

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

  /** Sends the answer as it is. */
  static void send(ApiResponse answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.status());
    // Javalin has put one on already, which an answer without a body must not have.
    response.setContentType(null);
    answer.headers().forEach(response::setHeader);
    if (answer.status() == HttpServletResponse.SC_NOT_MODIFIED) {
      // Else Jetty adds a length of 0, which would be that of the page (RFC 9110 §8.6).
      response.flushBuffer();
    } else if (answer.body().length > 0) {
      response.setContentLength(answer.body().length);
      response.getOutputStream().write(answer.body());
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
    // Not to read it also keeps "100 Continue" from being said to a sender of gigabytes.
    if (request.getContentLengthLong() > MessagesApi.MAX_BODY) {
      return TOO_LARGE;
    }
    return request.getInputStream().readNBytes(TOO_LARGE.length);
  }
}
