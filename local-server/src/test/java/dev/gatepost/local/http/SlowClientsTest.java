package dev.gatepost.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that take their time. On JDK 17 the server has platform threads, on 21 virtual ones. */
@Timeout(120)
class SlowClientsTest {
  private static final ServerLimits HASTY = new ServerLimits(Duration.ofMillis(200), 5_000);
  private static final String HEADER = "POST / HTTP/1.1\r\nHost: localhost\r\n";
  private static final String GOOD = HEADER + "Connection: close\r\nContent-Length: 5\r\n\r\nhello";

  private final List<AutoCloseable> open = new ArrayList<>();
  private int port;

  @AfterEach
  void stop() throws Exception {
    Collections.reverse(open);
    for (AutoCloseable opened : open) {
      opened.close();
    }
  }

  @Test
  void cost_the_others_nothing_be_they_ever_so_many() throws IOException {
    start(ServerLimits.DEFAULT);
    for (int i = 0; i < 2_000; i++) {
      connect();
    }
    for (int i = 0; i < 300; i++) {
      send(connect(), HEADER + "Content-Length: 100\r\n\r\nx");
    }

    for (int i = 0; i < 20; i++) {
      assertThat(RawHttp.exchange(port, GOOD)).startsWith("HTTP/1.1 200 ").endsWith("hello");
    }
  }

  @Test
  void are_cut_off_in_the_middle_of_a_header() throws IOException {
    start(HASTY);
    Socket socket = connect();
    send(socket, "GET / HTTP/1.1\r\nHost: local");

    assertCutOff(socket);
  }

  @Test
  void are_cut_off_in_the_middle_of_a_body() throws IOException {
    start(HASTY);
    Socket socket = connect();
    send(socket, HEADER + "Content-Length: 100\r\n\r\nx");

    assertAnswered408(socket);
    assertThat(RawHttp.exchange(port, GOOD)).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void are_cut_off_in_the_middle_of_a_chunk() throws IOException {
    start(HASTY);
    Socket socket = connect();
    send(socket, HEADER + "Transfer-Encoding: chunked\r\n\r\n64\r\nx");

    assertAnswered408(socket);
  }

  @Test
  void are_cut_off_between_two_requests() throws IOException {
    start(HASTY);
    Socket socket = connect();
    send(socket, HEADER + "Content-Length: 5\r\n\r\nhello");

    String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

    assertThat(answer).startsWith("HTTP/1.1 200 ").endsWith("hello");
  }

  @Test
  void wait_where_there_are_too_many() throws IOException {
    start(new ServerLimits(Duration.ofSeconds(20), 2));
    Socket first = connect();
    send(first, "GET");
    Socket second = connect();
    send(second, "GET");
    Socket third = connect();
    send(third, GOOD);

    first.close();
    second.close();

    String answer = new String(third.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    assertThat(answer).startsWith("HTTP/1.1 200 ");
  }

  private void start(ServerLimits limits) throws IOException {
    ListeningSocket socket = ListeningSocket.open(InetAddress.getLoopbackAddress(), 0);
    port = socket.port();
    ProblemAnswers problems = new ProblemAnswers(Map.of(), status -> {});
    open.add(WebServer.start(socket, SlowClientsTest::echo, problems, limits));
  }

  private static ApiResponse echo(ApiRequest request) {
    return new ApiResponse(200, Map.of(), request.body());
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    open.add(socket);
    return socket;
  }

  private static void send(Socket socket, String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
  }

  private static void assertAnswered408(Socket socket) throws IOException {
    String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

    assertThat(answer).startsWith("HTTP/1.1 408 ").contains("\r\nConnection: close\r\n");
  }

  /** Nothing comes but the end. */
  private static void assertCutOff(Socket socket) throws IOException {
    try {
      assertThat(socket.getInputStream().readAllBytes()).isEmpty();
    } catch (SocketException e) {
      assertThat(e).hasMessageContaining("reset");
    }
  }
}
