package dev.gatepost.local.http;

import java.util.stream.Stream;

/**
 * Requests that no server should stumble over: broken, ambiguous, too large, or for another
 * protocol. Latin-1, as {@link RawHttp} sends them.
 */
public final class MalformedRequests {
  private static final String HOST = "Host: localhost\r\n";
  private static final String CLOSE = HOST + "Connection: close\r\n";

  private MalformedRequests() {}

  /** All of them. */
  public static Stream<String> all() {
    String get = "GET / HTTP/1.1\r\n";
    String post = "POST / HTTP/1.1\r\n" + CLOSE;
    String chunked = post + "Transfer-Encoding: chunked\r\n\r\n";
    return Stream.of(
        "\r\n\r\n\r\n",
        "\0\0\0\0\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
        "GET\r\n\r\n",
        "GET /\r\n\r\n",
        "GET / HTTP/9.9\r\n" + CLOSE + "\r\n",
        "GET / HTTP/1.1 extra\r\n" + CLOSE + "\r\n",
        "GET / HTTX/1.1\r\n" + CLOSE + "\r\n",
        "G(T / HTTP/1.1\r\n" + CLOSE + "\r\n",
        "GET  / HTTP/1.1\r\n" + CLOSE + "\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        get + "\r\n",
        get + HOST + HOST + "\r\n",
        get + "Host: a b\r\n\r\n",
        get + "Host: localhost:99999999\r\n\r\n",
        get + "Host: [::1\r\n\r\n",
        get + CLOSE.replace("\r\n", "\n") + "\n",
        get + CLOSE + "No-Colon\r\n\r\n",
        get + CLOSE + ": empty name\r\n\r\n",
        get + CLOSE + "Na me: x\r\n\r\n",
        get + CLOSE + "Name : x\r\n\r\n",
        get + CLOSE + "X: a\0b\r\n\r\n",
        get + CLOSE + "X: a\r\n folded\r\n\r\n",
        get + CLOSE + "X: " + "a".repeat(9_000) + "\r\n\r\n",
        get + CLOSE + "X: y\r\n".repeat(2_000) + "\r\n",
        "GET /" + "a".repeat(9_000) + " HTTP/1.1\r\n" + CLOSE + "\r\n",
        "A".repeat(9_000) + " / HTTP/1.1\r\n" + CLOSE + "\r\n",
        "GET /%zz HTTP/1.1\r\n" + CLOSE + "\r\n",
        "GET /% HTTP/1.1\r\n" + CLOSE + "\r\n",
        "GET /%u0041 HTTP/1.1\r\n" + CLOSE + "\r\n",
        "GET /%c0%af HTTP/1.1\r\n" + CLOSE + "\r\n",
        "GET /%00 HTTP/1.1\r\n" + CLOSE + "\r\n",
        "GET /a/../b HTTP/1.1\r\n" + CLOSE + "\r\n",
        "GET /../../etc/passwd HTTP/1.1\r\n" + CLOSE + "\r\n",
        "GET /%2e%2e/b HTTP/1.1\r\n" + CLOSE + "\r\n",
        "GET /a%2fb HTTP/1.1\r\n" + CLOSE + "\r\n",
        "GET /a%5cb HTTP/1.1\r\n" + CLOSE + "\r\n",
        "GET /a\\b HTTP/1.1\r\n" + CLOSE + "\r\n",
        "GET /a;b=c/..;/d HTTP/1.1\r\n" + CLOSE + "\r\n",
        "GET //a//b HTTP/1.1\r\n" + CLOSE + "\r\n",
        "GET /a#fragment HTTP/1.1\r\n" + CLOSE + "\r\n",
        "GET /\u00ff\u00fe HTTP/1.1\r\n" + CLOSE + "\r\n",
        "GET a HTTP/1.1\r\n" + CLOSE + "\r\n",
        "GET http:// HTTP/1.1\r\n" + CLOSE + "\r\n",
        "GET http://user@localhost/ HTTP/1.1\r\n" + CLOSE + "\r\n",
        "GET * HTTP/1.1\r\n" + CLOSE + "\r\n",
        "OPTIONS * HTTP/1.1\r\n" + CLOSE + "\r\n",
        "CONNECT localhost:80 HTTP/1.1\r\n" + CLOSE + "\r\n",
        "CONNECT / HTTP/1.1\r\n" + CLOSE + "\r\n",
        "TRACE / HTTP/1.1\r\n" + CLOSE + "Secret: x\r\n\r\n",
        post + "Content-Length: -1\r\n\r\n",
        post + "Content-Length: 1e3\r\n\r\n",
        post + "Content-Length: 99999999999999999999\r\n\r\n",
        post + "Content-Length: 10000000000\r\nExpect: 100-continue\r\n\r\n",
        post + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
        post + "Content-Length: 5, 5\r\n\r\nhello",
        post + "Content-Length: 10\r\n\r\nshort",
        post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        post + "Transfer-Encoding: gzip\r\n\r\nx",
        post + "Transfer-Encoding: chunked, gzip\r\n\r\n0\r\n\r\n",
        post + "Expect: something\r\nContent-Length: 0\r\n\r\n",
        chunked + "zz\r\n",
        chunked + "-1\r\n\r\n",
        chunked + "5\r\nhel",
        chunked + "5\r\nhelloX\r\n0\r\n\r\n",
        chunked + "fffffffffffffffff\r\n",
        chunked + "0\r\nTrailer without colon\r\n\r\n",
        get
            + CLOSE
            + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
        get + CLOSE + "Upgrade: h2c\r\nConnection: Upgrade\r\nHTTP2-Settings: AAAA\r\n\r\n",
        get + CLOSE + "Cookie: JSESSIONID=\"\r\n\r\n",
        get + CLOSE + "Accept: ,;q=x\r\nAccept-Charset: \0\r\n\r\n",
        post + "Content-Type: text/plain; charset=nonsense\r\nContent-Length: 1\r\n\r\nx",
        "BEFORE / HTTP/1.1\r\n" + CLOSE + "\r\n",
        get + CLOSE + "X-HTTP-Method-Override: DELETE\r\n\r\n");
  }
}
