package dev.gatepost.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import dev.gatepost.messages.testkit.ApiCases;
import dev.gatepost.messages.testkit.Call;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server whose database goes away and comes back while people post. */
class DatabaseOutageTest {
  private static final Pattern STATUS_OF_AN_OUTAGE = Pattern.compile("201|200|503");
  private static final int WRITERS = 4;

  private final ExecutorService writers = Executors.newFixedThreadPool(WRITERS);

  @Test
  void loses_nothing_that_it_has_acknowledged_and_recovers_by_itself(@TempDir Path folder)
      throws Exception {
    try (TestPostgres postgres = TestPostgres.startIn(folder);
        RunningServer server = serverOn(postgres)) {
      CountDownLatch posted = new CountDownLatch(2 * WRITERS);
      CountDownLatch refused = new CountDownLatch(WRITERS);
      CountDownLatch recovered = new CountDownLatch(1);
      List<Future<List<String>>> posting = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        Writer writer = new Writer(server, "writer-" + i, posted, refused, recovered);
        posting.add(writers.submit(writer::postUntilRecovered));
      }

      await(posted, posting);
      postgres.stop();
      await(refused, posting);
      assertThat(server.get("api", "/ready").status()).isEqualTo(503);
      assertThat(server.get("api", "/health").status()).isEqualTo(200);
      postgres.startAgain();
      recovered.countDown();

      List<String> acknowledged = new ArrayList<>();
      for (Future<List<String>> future : posting) {
        acknowledged.addAll(future.get());
      }
      assertThat(textsOn(server)).containsExactlyInAnyOrderElementsOf(acknowledged);
      assertThat(server.get("api", "/ready").status()).isEqualTo(200);
    } finally {
      writers.shutdownNow();
    }
  }

  /** Waits, but not for writers who have failed. */
  private static void await(CountDownLatch latch, List<Future<List<String>>> posting)
      throws Exception {
    while (!latch.await(100, TimeUnit.MILLISECONDS)) {
      for (Future<List<String>> future : posting) {
        if (future.isDone()) {
          future.get();
        }
      }
    }
  }

  private static RunningServer serverOn(TestPostgres postgres) {
    Map<String, String> settings = new HashMap<>(ApiCases.environment());
    settings.put("MESSAGES_STORE", postgres.address());
    return RunningServer.start(settings, ApiCases.clock());
  }

  private static List<String> textsOn(RunningServer server) {
    ApiResponse page = server.send("api", Call.get("/api/messages?limit=200").bearer().request());
    String body = new String(page.body(), StandardCharsets.UTF_8);
    return Pattern.compile("\"text\":\"([^\"]*)\"")
        .matcher(body)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  /** One who posts one text after another, each until it is acknowledged. */
  private record Writer(
      RunningServer server,
      String name,
      CountDownLatch posted,
      CountDownLatch refused,
      CountDownLatch recovered) {

    List<String> postUntilRecovered() {
      List<String> acknowledged = new ArrayList<>();
      boolean wasRefused = false;
      boolean last = false;
      while (!last) {
        last = wasRefused && recovered.getCount() == 0;
        String text = name + " " + acknowledged.size();
        int status = post(text);
        while (status == 503) {
          if (!wasRefused) {
            wasRefused = true;
            refused.countDown();
          }
          status = post(text);
        }
        acknowledged.add(text);
        posted.countDown();
      }
      return acknowledged;
    }

    private int post(String text) {
      ApiRequest request =
          Call.post()
              .bearer()
              .json("{\"text\":\"" + text + "\"}")
              .header("Idempotency-Key", text.replace(' ', '-'))
              .request();
      ApiResponse answer = server.send("api", request);
      assertThat(String.valueOf(answer.status())).matches(STATUS_OF_AN_OUTAGE);
      if (answer.status() == 503) {
        assertThat(answer.headers()).containsKey("Retry-After");
      }
      return answer.status();
    }
  }
}
