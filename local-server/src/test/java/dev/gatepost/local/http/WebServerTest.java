package dev.gatepost.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import dev.gatepost.messages.api.MessagesApi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebServerTest {
  private static final String HOST = "Host: localhost\r\n";
  private static final String CLOSE = HOST + "Connection: close\r\n";

  private final BlockingQueue<ApiRequest> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> refused = new LinkedBlockingQueue<>();
  private ListeningSocket socket;
  private WebServer server;

  @BeforeEach
  void start() throws IOException {
    socket = ListeningSocket.open(InetAddress.getLoopbackAddress(), 0);
    server = WebServer.start(socket, Map.of("x-guard", "on"), this::answer, this::refused);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ApiResponse answer(ApiRequest request) {
    received.add(request);
    if (request.path().equals("/fault")) {
      throw new IllegalStateException("a secret of ours");
    }
    if (request.path().equals("/error")) {
      throw new AssertionError("a secret of ours");
    }
    if (request.path().startsWith("/status/")) {
      return new ApiResponse(Integer.parseInt(request.path().substring(8)), Map.of(), new byte[0]);
    }
    if (request.path().matches("/\\d+")) {
      int length = Integer.parseInt(request.path().substring(1));
      return new ApiResponse(200, Map.of(), "x".repeat(length).getBytes(StandardCharsets.US_ASCII));
    }
    return new ApiResponse(
        200, Map.of("x-answer", "42"), request.method().getBytes(StandardCharsets.US_ASCII));
  }

  private void refused(int status) {
    refused.add(status);
    if (status == 431) {
      throw new IllegalStateException("no room for it");
    }
  }

  @Test
  void tells_the_status_of_what_the_service_does_not_answer_and_goes_on_if_that_fails() {
    String malformed = send("GET /%zz HTTP/1.1\r\n" + CLOSE + "\r\n");
    String large = send("GET / HTTP/1.1\r\nx: " + "x".repeat(9_000) + "\r\n" + CLOSE + "\r\n");
    String broken = send("POST / HTTP/1.1\r\nContent-Length: 9\r\n" + CLOSE + "\r\n1");
    String fault = send("GET /fault HTTP/1.1\r\n" + CLOSE + "\r\n");
    send("GET / HTTP/1.1\r\n" + CLOSE + "\r\n");

    assertThat(refused).containsExactly(400, 431, 400, 500);
    assertThat(malformed).startsWith("HTTP/1.1 400 ");
    assertThat(large).startsWith("HTTP/1.1 431 ");
    assertThat(broken).startsWith("HTTP/1.1 400 ");
    assertThat(fault).startsWith("HTTP/1.1 500 ");
  }

  @Test
  void carries_a_request_as_it_was_sent() throws InterruptedException {
    String answer =
        send(
            "PATCH /a%20b/?q=%2F&q=+ HTTP/1.1\r\n"
                + CLOSE
                + "X-A: 1\r\nx-a: 2\r\nContent-Length: 2\r\n\r\n{}");

    ApiRequest request = received.take();
    assertThat(answer)
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("\r\nx-answer: 42\r\n")
        .endsWith("PATCH");
    assertThat(request.method()).isEqualTo("PATCH");
    assertThat(request.path()).isEqualTo("/a%20b/");
    assertThat(request.query()).isEqualTo("q=%2F&q=+");
    assertThat(request.header("x-a")).containsExactly("1", "2");
    assertThat(request.body()).asString().isEqualTo("{}");
  }

  @Test
  void carries_every_value_of_a_header_and_empty_ones() throws InterruptedException {
    send("GET / HTTP/1.1\r\n" + CLOSE + "x-many: 1\r\n".repeat(600) + "x-empty:\r\n\r\n");

    ApiRequest request = received.take();
    assertThat(request.header("x-many")).hasSize(600).containsOnly("1");
    assertThat(request.header("x-empty")).containsExactly("");
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void answers_the_next_request_after_an_answer_that_cannot_have_a_body(int status) {
    String answers =
        send(
            "GET /status/%d HTTP/1.1\r\n%s\r\n".formatted(status, HOST)
                + "GET / HTTP/1.1\r\n"
                + CLOSE
                + "\r\n");

    assertThat(answers).startsWith("HTTP/1.1 " + status).endsWith("\r\n\r\nGET");
    assertThat(answers.substring(0, answers.indexOf("HTTP/1.1 200")).toLowerCase(Locale.ROOT))
        .doesNotContain("content-length");
  }

  @ParameterizedTest
  @MethodSource("dev.gatepost.local.http.MalformedRequests#all")
  void answers_no_malformed_request_with_a_fault_or_with_the_name_of_a_framework(String request) {
    String answer = send(request);

    assertThat(answer).doesNotStartWith("HTTP/1.1 5");
    assertThat(answer.toLowerCase(Locale.ROOT))
        .doesNotContain("jetty", "javalin", "servlet", "exception", "\tat ", "\r\nserver:");
  }

  @Test
  void puts_its_headers_on_answers_to_malformed_requests_too() {
    String answer = send("GET /%zz HTTP/1.1\r\n" + CLOSE + "\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 400 ")
        .contains("\r\nx-guard: on\r\n", "\r\nContent-Type: application/problem+json\r\n")
        .endsWith(
            """
            {"type":"urn:gatepost:problem:bad-request","title":"Bad Request","status":400}""");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/fault", "/error"})
  void tells_nothing_of_a_fault_but_that_there_was_one(String path) {
    String answer = send("GET " + path + " HTTP/1.1\r\n" + CLOSE + "\r\n");

    assertThat(answer)
        .startsWith("HTTP/1.1 500 ")
        .contains("\r\nx-guard: on\r\n")
        .doesNotContain("secret");
  }

  @Test
  void logs_a_fault_without_the_request_that_led_to_it() {
    PrintStream before = System.err;
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    try {
      send("GET /fault?access_token=e30 HTTP/1.1\r\n" + CLOSE + "\r\n");
    } finally {
      System.setErr(before);
    }

    assertThat(log.toString(StandardCharsets.UTF_8))
        .containsOnlyOnce("a request could not be answered")
        .doesNotContain("/fault", "e30");
  }

  @Test
  void takes_the_method_from_the_request_line_alone() throws InterruptedException {
    send("GET / HTTP/1.1\r\n" + CLOSE + "X-HTTP-Method-Override: POST\r\n\r\n");

    assertThat(received.take().method()).isEqualTo("GET");
  }

  @ParameterizedTest
  @ValueSource(longs = {MessagesApi.MAX_BODY + 1, 10_000_000_000L})
  void does_not_ask_for_a_body_that_is_too_large(long length) throws Exception {
    try (Caller caller = Caller.call(socket.port()).send(expectant(length))) {
      assertThat(caller.rest())
          .startsWith("HTTP/1.1 200 ")
          .contains("\r\nConnection: close\r\n")
          .doesNotContain("100 Continue");
    }

    assertThat(received.take().body()).hasSize(MessagesApi.MAX_BODY + 1);
  }

  @Test
  void asks_for_a_body_that_is_not() throws Exception {
    String body = "x".repeat(MessagesApi.MAX_BODY);

    try (Caller caller = Caller.call(socket.port()).send(expectant(body.length()))) {
      assertThat(caller.line()).isEqualTo("HTTP/1.1 100 Continue");
      assertThat(caller.send(body).rest()).contains("HTTP/1.1 200 ").endsWith("POST");
    }

    assertThat(received.take().body()).asString().isEqualTo(body);
  }

  private static String expectant(long length) {
    return "POST / HTTP/1.1\r\n"
        + CLOSE
        + "Content-Length: %d\r\nExpect: 100-continue\r\n\r\n".formatted(length);
  }

  // Small answers and large ones are sent in different ways.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, ServiceHandler.SMALL, ServiceHandler.SMALL + 1, 3_000_000})
  void sends_all_of_an_answer_and_its_length_alone_for_head(int length) {
    String request = " /%d HTTP/1.1\r\n".formatted(length) + CLOSE + "\r\n";

    String answer = send("GET" + request);
    String head = send("HEAD" + request);

    assertThat(answer)
        .contains("\r\nContent-Length: " + length + "\r\n")
        .endsWith("\r\n\r\n" + "x".repeat(length));
    assertThat(head).contains("\r\nContent-Length: " + length + "\r\n").endsWith("\r\n\r\n");
  }

  @Test
  void reads_of_a_body_without_a_length_no_more_than_shows_that_it_is_too_large()
      throws InterruptedException {
    String chunk = "4000\r\n" + "x".repeat(0x4000) + "\r\n";

    send(
        "POST / HTTP/1.1\r\n"
            + HOST
            + "Transfer-Encoding: chunked\r\n\r\n"
            + chunk.repeat(4)
            + "0\r\n\r\n");

    assertThat(received.take().body()).hasSize(MessagesApi.MAX_BODY + 1);
  }

  private String send(String request) {
    return exchange(socket.port(), request);
  }

  private static String exchange(int port, String request) {
    try {
      return RawHttp.exchange(port, request);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
