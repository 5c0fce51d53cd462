package dev.gatepost.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import dev.gatepost.messages.api.MessagesApi;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service never hears of, and where one request ends and the next begins. */
class RefusalsTest {
  private static final String HOST = "Host: localhost\r\n";
  private static final String SMUGGLED = "GET /smuggled HTTP/1.1\r\n" + HOST + "\r\n";

  private final List<ApiRequest> received = new CopyOnWriteArrayList<>();
  private int port;
  private WebServer server;

  @BeforeEach
  void start() throws IOException {
    ListeningSocket socket = ListeningSocket.open(InetAddress.getLoopbackAddress(), 0);
    port = socket.port();
    server = WebServer.start(socket, Map.of(), this::answer);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ApiResponse answer(ApiRequest request) {
    received.add(request);
    return new ApiResponse(200, Map.of(), request.path().getBytes(StandardCharsets.US_ASCII));
  }

  @ParameterizedTest
  @CsvSource({
    "GET /, X: %s, 431, request-header-fields-too-large, Request Header Fields Too Large",
    "GET /%s, X: y, 414, uri-too-long, URI Too Long",
    "GET /, Expect: %.5s, 417, expectation-failed, Expectation Failed",
    "GET /%%zz, X: y, 400, bad-request, Bad Request",
    "GET /, X%.0s, 400, bad-request, Bad Request"
  })
  void are_problems(String line, String header, int status, String type, String title)
      throws IOException {
    String much = "a".repeat(9_000);
    String request = line + " HTTP/1.1\r\n" + HOST + header + "\r\nConnection: close\r\n\r\n";

    String answer = RawHttp.exchange(port, request.formatted(much));

    assertThat(answer)
        .startsWith("HTTP/1.1 " + status + " ")
        .contains("\r\nContent-Type: application/problem+json\r\n")
        .contains("\r\nCache-Control: no-store\r\n")
        .endsWith(
            """
            {"type":"urn:gatepost:problem:%s","title":"%s","status":%d}"""
                .formatted(type, title, status));
    assertThat(received).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 5",
        "Content-Length: 5\r\nContent-Length: 0",
        "Content-Length: 5\r\nContent-Length: 5",
        "Content-Length: 5, 5",
        "Content-Length: +5",
        "Content-Length: 0x5",
        "Content-Length: -5",
        "Content-Length:",
        "Content-Length : 5",
        "Content-Length: 99999999999999999999",
        "Transfer-Encoding: gzip",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding: chunked, gzip",
        "Transfer-Encoding: chunked, chunked",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: \"chunked\"",
        "Transfer-Encoding: \u000bchunked",
        "Transfer-Encoding: chunked;q=1",
        "Transfer-Encoding : chunked",
        "X: y\r\n Transfer-Encoding: chunked",
        "X: y\rTransfer-Encoding: chunked",
        "X: y\nTransfer-Encoding: chunked"
      })
  void leave_no_doubt_where_a_body_ends(String framing) throws IOException {
    String request = "POST / HTTP/1.1\r\n" + HOST + framing + "\r\n\r\n0\r\n\r\n" + SMUGGLED;

    String answer = RawHttp.exchange(port, request);

    assertThat(answer).startsWith("HTTP/1.1 400 ").containsOnlyOnce("HTTP/1.1 ");
    assertThat(received).isEmpty();
  }

  @Test
  void include_chunks_in_the_version_that_knows_none() throws IOException {
    String request =
        "POST / HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n";

    String answer = RawHttp.exchange(port, request + SMUGGLED);

    assertThat(answer).startsWith("HTTP/1.1 400 ").containsOnlyOnce("HTTP/1.1 ");
    assertThat(received).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"zz\r\n", "-1\r\n\r\n", "5\nhello\n0\n\n", "5\r\nhelloX\r\n0\r\n\r\n"})
  void include_broken_chunks(String chunks) throws IOException {
    String request = "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n";

    String answer = RawHttp.exchange(port, request + chunks + SMUGGLED);

    assertThat(answer).startsWith("HTTP/1.1 400 ").containsOnlyOnce("HTTP/1.1 ");
    assertThat(received).isEmpty();
  }

  // The rest of a body must not be taken for the next request.
  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 1000000", "Transfer-Encoding: chunked"})
  void leave_nothing_of_a_body_that_is_too_large(String framing) throws IOException {
    String chunk = "4001\r\n" + "x".repeat(MessagesApi.MAX_BODY + 1) + "\r\n";

    String answer =
        Caller.call(port)
            .send("POST /large HTTP/1.1\r\n" + HOST + framing + "\r\n\r\n" + chunk + SMUGGLED)
            .rest();

    assertThat(answer).contains("\r\nConnection: close\r\n").containsOnlyOnce("HTTP/1.1 ");
    assertThat(received).extracting(ApiRequest::path).containsExactly("/large");
    assertThat(received.get(0).body()).hasSize(MessagesApi.MAX_BODY + 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Content-Length: 1000000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n%s"})
  void reach_a_sender_who_is_not_done_yet(String framing) throws IOException {
    String chunk = "fffff\r\n" + "x".repeat(MessagesApi.MAX_BODY + 1);
    Caller caller = Caller.call(port).send("POST / HTTP/1.1\r\n" + HOST + framing.formatted(chunk));
    assertThat(caller.line()).isEqualTo("HTTP/1.1 200 OK");

    for (int i = 0; i < 10_000; i++) {
      caller.send("x");
    }

    assertThat(caller.rest()).endsWith("\r\n\r\n/");
  }

  @Test
  void leave_requests_that_come_together_in_their_order() throws IOException {
    String request = "POST /%d HTTP/1.1\r\n" + HOST + "Content-Length: 2\r\n\r\n{}";
    String last = "GET /last HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n";

    String answers = RawHttp.exchange(port, request.formatted(1) + request.formatted(2) + last);

    assertThat(answers).containsSubsequence("/1HTTP/1.1 200 ", "/2HTTP/1.1 200 ", "/last");
  }

  @ParameterizedTest
  @ValueSource(strings = {"h2c", "websocket", "TLS/1.0"})
  void do_not_include_offers_of_other_protocols_which_are_not_taken(String protocol)
      throws IOException {
    String offer = "Connection: Upgrade, HTTP2-Settings, close\r\nHTTP2-Settings: AAAA\r\n";

    String answer =
        RawHttp.exchange(
            port, "GET / HTTP/1.1\r\n" + HOST + offer + "Upgrade: " + protocol + "\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 200 ").doesNotContain("Upgrade");
  }

  @Test
  void do_not_include_clients_of_the_version_before() throws IOException {
    String answer = Caller.call(port).send("GET /old HTTP/1.0\r\n\r\n").rest();

    assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("/old");
  }
}
