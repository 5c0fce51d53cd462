package dev.gatepost.local.http;

import java.util.List;
import java.util.Random;

/**
 * Makes malformed requests without end: good and odd ones, cut, doubled, spliced and sprinkled with
 * what parsers stumble over. The same seed gives the same requests.
 */
public final class RequestMutations {
  private static final List<String> METHODS =
      List.of(
          "GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "TRACE", "CONNECT", "BEFORE", "get");
  private static final List<String> TARGETS =
      List.of(
          "/",
          "/api/messages",
          "/api/messages?limit=1",
          "/api/messages/01M88CV851REK5KY5MNTTWWDHB",
          "/config.json",
          "/js/main.js",
          "/authorize?client_id=x&redirect_uri=y&state=%00",
          "/token",
          "/.well-known/openid-configuration",
          "/health",
          "/ready",
          "/../../etc/passwd",
          "//",
          "*",
          "http://localhost/api/messages");
  private static final List<String> HEADERS =
      List.of(
          "Content-Type: application/json",
          "Content-Type: application/x-www-form-urlencoded",
          "Content-Type: multipart/form-data; boundary=x",
          "Content-Length: 13",
          "Content-Length: 0",
          "Content-Length: 99999999999",
          "Transfer-Encoding: chunked",
          "Transfer-Encoding: gzip, chunked",
          "Expect: 100-continue",
          "Authorization: Bearer a.b.c",
          "Authorization: Basic dTpw",
          "Origin: null",
          "Cookie: session=%00",
          "If-None-Match: \"x\", W/\"y\"",
          "Idempotency-Key: k",
          "X-HTTP-Method-Override: POST",
          "X-Forwarded-For: 1.1.1.1, ::1",
          "Upgrade: h2c",
          "Range: bytes=0-",
          "Accept-Encoding: gzip;q=x");
  private static final List<String> BODIES =
      List.of(
          "",
          "{\"text\":\"hi\"}",
          "message=hi&token=a.b.c",
          "5\r\nhello\r\n0\r\n\r\n",
          "--x\r\n\r\n--x--",
          "%zz=%ff&&=");
  private static final List<String> STUMBLES =
      List.of(
          "\0",
          "\r",
          "\n",
          "\r\n",
          "\t",
          " ",
          ":",
          ";",
          "%",
          "%00",
          "%2e",
          "..",
          "\u007f",
          "\u00ff",
          "\u00c0\u0080",
          "{",
          "\"",
          "\\",
          "HTTP/1.1",
          "HTTP/0.9",
          "Host: a",
          "-1",
          "\uffff");

  private final Random random;

  /** Requests of this seed. */
  public RequestMutations(long seed) {
    this.random = new Random(seed);
  }

  /** The next one, in Latin-1. */
  public String next() {
    StringBuilder request = new StringBuilder(whole());
    int changes = random.nextInt(5);
    for (int i = 0; i < changes; i++) {
      change(request);
    }
    return request.toString();
  }

  private String whole() {
    StringBuilder request = new StringBuilder();
    request.append(one(METHODS)).append(' ').append(one(TARGETS)).append(" HTTP/1.1\r\n");
    request.append("Host: localhost\r\n");
    int headers = random.nextInt(6);
    for (int i = 0; i < headers; i++) {
      request.append(one(HEADERS)).append("\r\n");
    }
    return request.append("Connection: close\r\n\r\n").append(one(BODIES)).toString();
  }

  private void change(StringBuilder request) {
    int from = random.nextInt(request.length() + 1);
    int to = Math.min(request.length(), from + random.nextInt(12));
    switch (random.nextInt(6)) {
      case 0 -> request.insert(from, one(STUMBLES));
      case 1 -> request.replace(from, to, one(STUMBLES));
      case 2 -> request.delete(from, to);
      case 3 -> request.insert(from, request.substring(from, to));
      case 4 -> request.setLength(Math.max(1, from));
      default -> request.insert(from, one(STUMBLES).repeat(random.nextInt(400)));
    }
    if (request.isEmpty()) {
      request.append('\r');
    }
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
