package dev.gatepost.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.local.http.RawHttp;
import dev.gatepost.local.http.RequestMutations;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Throws malformed requests at every port of the server. {@code -Dgatepost.seed=…} repeats a run,
 * {@code -Dgatepost.hostile=…} sets how many requests there are.
 */
@Timeout(300)
class HostileRequestsTest {
  private static final int THREADS = 4;
  private static final Pattern FAULT = Pattern.compile("HTTP/1\\.[01] 5(?!03)\\d\\d ");
  private static final List<String> TELLTALES =
      List.of(
          "jetty",
          "javalin",
          "servlet",
          "exception",
          "\tat ",
          "java.",
          "/home/",
          "/work",
          "\r\nserver:");

  @Test
  void no_request_brings_forth_a_fault_or_tells_of_the_inside() throws Exception {
    long seed = Long.getLong("gatepost.seed", new Random().nextLong());
    int each = Integer.getInteger("gatepost.hostile", 12_000) / THREADS;
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (RunningServer server = RunningServer.start(Map.of())) {
      List<Future<Integer>> attacks = new ArrayList<>();
      for (int thread = 0; thread < THREADS; thread++) {
        RequestMutations requests = new RequestMutations(seed + thread);
        attacks.add(threads.submit(() -> attack(server, requests, each)));
      }
      int answered = 0;
      for (Future<Integer> attack : attacks) {
        answered += attack.get();
      }
      // A server that hung up on all of them would pass the rest.
      assertThat(answered).isGreaterThan(each * THREADS / 2);

      assertThat(server.get("api", "/health").status()).isEqualTo(200);
      assertThat(server.get("client", "/").status()).isEqualTo(200);
      assertThat(server.get("issuer", "/jwks").status()).isEqualTo(200);
    } catch (Exception | AssertionError e) {
      throw new AssertionError("with -Dgatepost.seed=" + seed, e);
    } finally {
      threads.shutdownNow();
    }
  }

  private static int attack(RunningServer server, RequestMutations requests, int count) {
    List<Integer> ports = List.of(server.port("api"), server.port("client"), server.port("issuer"));
    int answered = 0;
    for (int i = 0; i < count; i++) {
      String request = requests.next();
      String answer = exchange(ports.get(i % ports.size()), request);
      assertThat(answer).as(request).doesNotContainPattern(FAULT);
      assertThat(headersOf(answer)).as(request).doesNotContain(TELLTALES);
      answered += answer.isEmpty() ? 0 : 1;
    }
    return answered;
  }

  // A page or a key set may hold any word; what refuses may not.
  private static String headersOf(String answer) {
    boolean good = answer.startsWith("HTTP/1.1 2");
    String shown = good ? answer.split("\r\n\r\n", 2)[0] : answer;
    return shown.toLowerCase(Locale.ROOT);
  }

  private static String exchange(int port, String request) {
    try {
      return RawHttp.exchange(port, request);
    } catch (SocketException e) {
      // Hanging up on what is malformed is an answer too.
      return "";
    } catch (IOException e) {
      throw new AssertionError(request, e);
    }
  }
}
