package dev.gatepost.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
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

  private final BoardClient client = new BoardClient();
  private final Map<String, Boolean> acknowledged = new ConcurrentHashMap<>();
  private final Semaphore posts = new Semaphore(0);
  private final AtomicBoolean over = new AtomicBoolean();
  private volatile CountDownLatch up = new CountDownLatch(0);

  @Test
  void loses_and_doubles_nothing_however_often_it_is_killed(@TempDir Path folder) throws Exception {
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try (ServerProcess server = ServerProcess.startIn(folder, client.settings())) {
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

      assertThat(client.texts(server.api()))
          .containsExactlyInAnyOrderElementsOf(acknowledged.keySet());
      System.out.printf(
          "%d crashes, %d messages acknowledged, none lost or doubled; ready after at most %.1f s%n",
          ROUNDS, acknowledged.size(), slowest / 1e9);
    } finally {
      writers.shutdownNow();
    }
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
    int status = client.post(api, text);
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
    while (!client.isReady(api)) {
      Thread.onSpinWait();
    }
  }
}
