package dev.gatepost.local.http;

import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** Copies a request from Jetty to the API, and an answer back. */
final class JettyExchange {
  private static final byte[] NOTHING = {};

  private JettyExchange() {}

  /** The request, as it was sent. */
  static ApiRequest toRequest(Request request) {
    HttpURI target = request.getHttpURI();
    WholeRequest whole = Request.as(request, WholeRequest.class);
    return new ApiRequest(
        request.getMethod(),
        Objects.requireNonNullElse(target.getPath(), ""),
        Objects.requireNonNullElse(target.getQuery(), ""),
        headers(request.getHeaders()),
        whole == null ? NOTHING : whole.body(),
        Optional.ofNullable(Request.getRemoteAddr(request)));
  }

  /** Sends the answer as it is; no thread waits for its reader. */
  static void send(ApiResponse answer, Response response, Callback callback) {
    response.setStatus(answer.status());
    HttpFields.Mutable headers = response.getHeaders();
    answer.headers().forEach(headers::put);
    byte[] body = answer.body();
    if (answer.status() == HttpStatus.NOT_MODIFIED_304) {
      // As the last of it Jetty would add a length of 0, which is that of the page (RFC 9110 §8.6).
      response.write(false, BufferUtil.EMPTY_BUFFER, callback);
    } else if (body.length <= UnhurriedWrite.SLICE) {
      response.write(true, ByteBuffer.wrap(body), callback);
    } else {
      headers.put(HttpHeader.CONTENT_LENGTH, body.length);
      new UnhurriedWrite(body, response, callback).iterate();
    }
  }

  private static Map<String, List<String>> headers(HttpFields fields) {
    Map<String, List<String>> headers = new HashMap<>();
    for (HttpField field : fields) {
      headers
          .computeIfAbsent(field.getLowerCaseName(), name -> new ArrayList<>(1))
          .add(field.getValue());
    }
    return headers;
  }
}
