package dev.gatepost.local.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that is told to stop while it has something to do. */
@Timeout(60)
class StoppingTest {
  private static final String GET = "GET / HTTP/1.1\r\nHost: localhost\r\n";
  private static final String POST = "POST / HTTP/1.1\r\nHost: localhost\r\n";

  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final CountDownLatch running = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
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
    mayEnd.countDown();
    server.close();
    thread.shutdownNow();
  }

  private ApiResponse answer(ApiRequest request) {
    if (request.method().equals("POST") && request.path().equals("/")) {
      running.countDown();
      awaitUninterrupted(mayEnd);
    }
    return new ApiResponse(200, Map.of(), "done".getBytes(StandardCharsets.US_ASCII));
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException("the stop did not wait", e);
    }
  }

  @Test
  void takes_nobody_in_but_lets_a_running_request_end() throws Exception {
    try (Caller caller = post()) {
      Future<?> stop = thread.submit(server::close);
      awaitRefusal();
      mayEnd.countDown();

      assertThat(caller.rest()).startsWith("HTTP/1.1 200 ").endsWith("done");
      stop.get();
    }
  }

  // As many as may be there: each of them could hold a stop up, were it waited for.
  @Test
  void waits_for_nobody_who_has_not_sent_a_whole_request() throws Exception {
    try (Caller caller = post();
        Caller idle = Caller.call(port).send(GET + "\r\n");
        Caller tooLong =
            Caller.call(port)
                .send(POST.replace("/ ", "/too-long ") + "Content-Length: 99999\r\n\r\n");
        Caller inHeader = Caller.call(port).send(GET);
        Caller inBody = Caller.call(port).send(POST + "Content-Length: 9999\r\n\r\n")) {
      assertThat(idle.line()).isEqualTo("HTTP/1.1 200 OK");
      assertThat(tooLong.line()).isEqualTo("HTTP/1.1 200 OK");
      Future<?> stop = thread.submit(server::close);

      assertThat(inHeader.drip()).isEmpty();
      assertThat(inBody.drip()).matches("(?s)|HTTP/1.1 408 .*");
      assertThat(idle.rest()).endsWith("done");

      mayEnd.countDown();
      assertThat(caller.rest()).startsWith("HTTP/1.1 200 ").endsWith("done");
      stop.get();
      tooLong.sendUntilHungUp();
    }
  }

  private Caller post() throws Exception {
    Caller caller = Caller.call(port).send(POST + "Content-Length: 0\r\n\r\n");
    running.await();
    return caller;
  }

  private void awaitRefusal() throws IOException {
    while (true) {
      try {
        Caller.call(port).close();
      } catch (ConnectException e) {
        return;
      }
    }
  }
}
