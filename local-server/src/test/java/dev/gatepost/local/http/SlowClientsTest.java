package dev.gatepost.local.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.util.VirtualThreads;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that take their time. */
@Timeout(120)
class SlowClientsTest {
  private static final Duration NOT_IN_THIS_TEST = Duration.ofMinutes(5);
  private static final Duration SOON = Duration.ofMillis(200);
  private static final String GET = "GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String POST = "POST / HTTP/1.1\r\nHost: localhost\r\n";
  private static final String GOOD = POST + "Connection: close\r\nContent-Length: 5\r\n\r\nhello";

  /** More than the buffers between a server and a client take up. */
  private static final byte[] LARGE = new byte[16 << 20];

  /** So much that none is refused for want of it. */
  private static final long PLENTY = Long.MAX_VALUE;

  private final List<AutoCloseable> open = new ArrayList<>();
  private int port;

  @AfterEach
  void stop() throws Exception {
    Collections.reverse(open);
    for (AutoCloseable opened : open) {
      opened.close();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void cost_the_others_nothing_be_they_ever_so_many(boolean virtualThreads) throws IOException {
    start(NOT_IN_THIS_TEST, virtualThreads);
    for (int i = 0; i < 2_000; i++) {
      call();
    }
    for (int i = 0; i < 300; i++) {
      call().send(POST + "Content-Length: 100\r\n\r\nx");
    }

    assertServesOthers();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void cost_the_others_nothing_while_they_do_not_read(boolean virtualThreads) throws IOException {
    start(NOT_IN_THIS_TEST, virtualThreads);
    for (int i = 0; i < 300; i++) {
      Caller caller = Caller.callWithLittleRoom(port);
      open.add(caller);
      assertThat(caller.send(GET).line()).isEqualTo("HTTP/1.1 200 OK");
    }

    assertServesOthers();
  }

  @Test
  void are_cut_off_in_the_middle_of_a_header() throws IOException {
    start(SOON);

    assertThat(call().send("GET / HTTP/1.1\r\nHost: local").rest()).isEmpty();
    assertThat(call().send("GET / HTTP/1.1\r\nHost: local").drip()).isEmpty();
  }

  @Test
  void are_cut_off_in_the_middle_of_a_body() throws IOException {
    start(SOON);
    String half = POST + "Content-Length: 10000\r\n\r\nx";

    assertIs408(call().send(half).rest());
    assertIs408(call().send(half).drip());
    assertServesOthers();
  }

  @Test
  void are_cut_off_in_a_body_that_is_refused() throws IOException {
    start(SOON);
    Caller caller = call().send(POST + "Content-Length: 1000000\r\n\r\n");
    assertThat(caller.line()).isEqualTo("HTTP/1.1 200 OK");

    assertThatThrownBy(
            () -> {
              while (true) {
                caller.send("x");
                assertServesOthers();
              }
            })
        .isInstanceOf(SocketException.class);
  }

  @Test
  void are_cut_off_who_send_on_and_on_after_a_refusal() throws IOException {
    start(NOT_IN_THIS_TEST);
    Caller caller = call().send(POST + "Content-Length: 9999999999\r\n\r\n");

    caller.sendUntilHungUp();

    assertServesOthers();
  }

  @Test
  void are_cut_off_in_the_middle_of_a_chunk() throws IOException {
    start(SOON);
    String half = POST + "Transfer-Encoding: chunked\r\n\r\n1000\r\nx";

    assertIs408(call().send(half).rest());
    assertIs408(call().send(half).drip());
  }

  @Test
  void are_cut_off_between_two_requests() throws IOException {
    start(SOON);

    String answer = call().send(POST + "Content-Length: 5\r\n\r\nhello").rest();

    assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("hello");
  }

  @Test
  void are_cut_off_while_they_do_not_read() throws IOException {
    start(SOON);
    Caller caller = call().send(GET);

    // Were its answer waited for, so would this be, when all buffers are full.
    caller.sendUntilHungUp();

    assertThat(caller.rest().length()).isLessThan(LARGE.length);
  }

  @Test
  void do_not_fill_the_memory_with_what_they_do_not_read() throws IOException {
    long room = LARGE.length + 1L;
    start(new ServerLimits(NOT_IN_THIS_TEST, 5_000, room, VirtualThreads.areSupported()));
    Caller first = call().send(GET);
    assertThat(first.line()).isEqualTo("HTTP/1.1 200 OK");

    String refused = call().send(GET.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n")).rest();

    assertThat(refused).startsWith("HTTP/1.1 503 ").contains("\r\nRetry-After: 1\r\n");
    assertServesOthers();
    first.close();
    while (!call().send(GET).line().equals("HTTP/1.1 200 OK")) {
      Thread.onSpinWait();
    }
  }

  @Test
  void wait_where_there_are_too_many() throws IOException {
    start(new ServerLimits(NOT_IN_THIS_TEST, 2, PLENTY, VirtualThreads.areSupported()));
    Caller first = call().send("GET");
    Caller second = call().send("GET");
    Caller third = call().send(GOOD);

    first.close();
    second.close();

    assertThat(third.rest()).startsWith("HTTP/1.1 200 ");
  }

  private void start(Duration deadline) throws IOException {
    start(deadline, VirtualThreads.areSupported());
  }

  private void start(Duration deadline, boolean virtualThreads) throws IOException {
    assumeThat(virtualThreads).as("needs JDK 21").isIn(false, VirtualThreads.areSupported());
    start(new ServerLimits(deadline, 5_000, PLENTY, virtualThreads));
  }

  private void start(ServerLimits limits) throws IOException {
    ListeningSocket socket = ListeningSocket.open(InetAddress.getLoopbackAddress(), 0);
    port = socket.port();
    ProblemAnswers problems = new ProblemAnswers(Map.of(), status -> {});
    open.add(WebServer.start(socket, SlowClientsTest::answer, problems, limits));
  }

  private static ApiResponse answer(ApiRequest request) {
    byte[] body = request.path().equals("/large") ? LARGE : request.body();
    return new ApiResponse(200, Map.of(), body);
  }

  private Caller call() throws IOException {
    Caller caller = Caller.call(port);
    open.add(caller);
    return caller;
  }

  private void assertServesOthers() throws IOException {
    for (int i = 0; i < 20; i++) {
      assertThat(RawHttp.exchange(port, GOOD)).startsWith("HTTP/1.1 200 ").endsWith("hello");
    }
  }

  private static void assertIs408(String answer) {
    assertThat(answer)
        .startsWith("HTTP/1.1 408 ")
        .contains("\r\nConnection: close\r\n", "\r\nContent-Type: application/problem+json\r\n")
        .endsWith(
            """
            {"type":"urn:gatepost:problem:request-timeout","title":"Request Timeout","status":408}""");
  }
}
