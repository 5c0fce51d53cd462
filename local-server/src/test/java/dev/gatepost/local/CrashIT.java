package dev.gatepost.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.token.testkit.TestIssuer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the server in the middle of posts, again and again. {@code -Dgatepost.crashes=30} sets how
 * often.
 */
@Timeout(600)
class CrashIT {
  private static final int ROUNDS = Integer.getInteger("gatepost.crashes", 3);
  private static final int WRITERS = 8;
  private static final int POSTS_BEFORE_A_CRASH = 200;
  private static final Pattern MESSAGE = Pattern.compile("\"text\":\"(writer [^\"]*)\"");
  private static final Pattern NEXT = Pattern.compile("\"next\":\"([0-9A-Z]{26})\"");

  private final TestIssuer issuer = TestIssuer.create().at(Instant.now());
  private final String token = issuer.token().sign();
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
  private final Map<String, Boolean> acknowledged = new ConcurrentHashMap<>();
  private final Semaphore posts = new Semaphore(0);
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile CountDownLatch up = new CountDownLatch(0);

  @Test
  void loses_and_doubles_nothing_however_often_it_is_killed(@TempDir Path folder) throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try (ServerProcess server = ServerProcess.startIn(folder, settings())) {
      List<Future<?>> writing = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        String name = "writer " + i;
        writing.add(writers.submit(() -> post(server.api(), name)));
      }

      long slowest = 0;
      for (int round = 0; round < ROUNDS; round++) {
        awaitPosts();
        up = new CountDownLatch(1);
        server.kill();
        long start = System.nanoTime();
        server.startAgain();
        awaitReady(server.api());
        slowest = Math.max(slowest, System.nanoTime() - start);
        up.countDown();
      }
      awaitPosts();
      over.set(true);
      for (Future<?> writer : writing) {
        writer.get();
      }

      assertThat(texts(server.api())).containsExactlyInAnyOrderElementsOf(acknowledged.keySet());
      System.out.printf(
          "%d crashes, %d messages acknowledged, none lost or doubled; ready after at most %.1f s%n",
          ROUNDS, acknowledged.size(), slowest / 1e9);
    } finally {
      writers.shutdownNow();
    }
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("OIDC_ISSUER", issuer.name());
    settings.put("OIDC_AUDIENCE", issuer.audience());
    settings.put("OIDC_JWKS", issuer.jwks());
    settings.put("RATE_LIMIT_POSTS", "off");
    settings.put("RATE_LIMIT_POSTS_PER_ADDRESS", "off");
    return settings;
  }

  /** Posts one text after another, each under a key of its own until it is acknowledged. */
  private void post(URI api, String name) {
    for (int i = 0; !over.get(); i++) {
      String text = name + " " + i;
      while (!isAcknowledged(api, text)) {
        awaitUp();
      }
      acknowledged.put(text, true);
      posts.release();
    }
  }

  private boolean isAcknowledged(URI api, String text) {
    HttpRequest request =
        request(api.resolve("/api/messages"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", text.replace(' ', '-'))
            .POST(BodyPublishers.ofString("{\"text\":\"" + text + "\"}"))
            .build();
    int status = status(request);
    assertThat(status).isIn(0, 200, 201, 503);
    return status == 200 || status == 201;
  }

  private void awaitPosts() throws InterruptedException {
    posts.drainPermits();
    posts.acquire(POSTS_BEFORE_A_CRASH);
  }

  // So that those who are turned away leave the processors to the server that starts.
  private void awaitUp() {
    try {
      up.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void awaitReady(URI api) {
    HttpRequest ready = HttpRequest.newBuilder(api.resolve("/ready")).build();
    while (status(ready) != 200) {
      Thread.onSpinWait();
    }
  }

  /** 0 where there is no answer. */
  private int status(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> texts(URI api) throws Exception {
    List<String> texts = new ArrayList<>();
    Optional<String> before = Optional.of("");
    while (before.isPresent()) {
      String query = before.get().isEmpty() ? "" : "&before=" + before.get();
      HttpRequest page = request(api.resolve("/api/messages?limit=200" + query)).build();
      HttpResponse<String> answer = http.send(page, BodyHandlers.ofString());
      MESSAGE.matcher(answer.body()).results().forEach(found -> texts.add(found.group(1)));
      Matcher next = NEXT.matcher(answer.body());
      before = next.find() ? Optional.of(next.group(1)) : Optional.empty();
    }
    return texts;
  }

  private HttpRequest.Builder request(URI uri) {
    return HttpRequest.newBuilder(uri)
        .timeout(Duration.ofSeconds(10))
        .header("Authorization", "Bearer " + token);
  }
}
