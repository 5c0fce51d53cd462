package dev.gatepost.local;

import dev.gatepost.local.http.RawHttp;
import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Carries requests over a real connection, byte by byte: no client library mends them. */
final class SocketTransport {
  private SocketTransport() {}

  /** The answer of the server on this port of the loopback. */
  static ApiResponse send(int port, ApiRequest request) {
    try {
      return parse(RawHttp.exchange(port, text(port, request)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(int port, ApiRequest request) {
    StringBuilder text = new StringBuilder(request.method()).append(' ').append(request.path());
    if (!request.query().isEmpty()) {
      text.append('?').append(request.query());
    }
    text.append(" HTTP/1.1\r\n");
    header(text, "Host", "localhost:" + port);
    header(text, "Connection", "close");
    request.headers().forEach((name, values) -> values.forEach(value -> header(text, name, value)));
    header(text, "Content-Length", String.valueOf(request.body().length));
    return text + "\r\n" + new String(request.body(), StandardCharsets.ISO_8859_1);
  }

  private static void header(StringBuilder text, String name, String value) {
    text.append(name).append(": ").append(value).append("\r\n");
  }

  private static ApiResponse parse(String answer) {
    int end = answer.indexOf("\r\n\r\n");
    String head = answer.substring(0, end);
    Map<String, String> headers = new HashMap<>();
    head.lines().skip(1).forEach(line -> headers.put(name(line), value(line)));
    return new ApiResponse(
        Integer.parseInt(head.substring(9, 12)),
        headers,
        answer.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String name(String line) {
    return line.substring(0, line.indexOf(':'));
  }

  private static String value(String line) {
    return line.substring(line.indexOf(':') + 1).strip();
  }
}
