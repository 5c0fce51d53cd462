package dev.gatepost.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes on one SQLite file, which lock it against each other. */
class TwoServersIT {
  private static final int WRITERS = 8;
  private static final int TEXTS_OF_EACH = 100;

  private final BoardClient client = new BoardClient();

  @Test
  void keep_each_message_once_though_each_is_sent_to_both(@TempDir Path folder) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
    try (ServerProcess one = ServerProcess.startIn(folder, client.settings());
        ServerProcess other = ServerProcess.startIn(folder, client.settings())) {
      List<Callable<List<String>>> writers = new ArrayList<>();
      for (int i = 0; i < WRITERS; i++) {
        // Each text has two writers, one at each server.
        ServerProcess server = i % 2 == 0 ? one : other;
        String name = "writer " + i / 2;
        writers.add(() -> post(server, name));
      }

      List<String> posted = new ArrayList<>();
      for (Future<List<String>> writer : threads.invokeAll(writers)) {
        posted.addAll(writer.get());
      }

      assertThat(posted).hasSize(WRITERS * TEXTS_OF_EACH);
      assertThat(client.texts(one.api()))
          .hasSize(posted.size() / 2)
          .containsOnlyOnceElementsOf(posted)
          .isEqualTo(client.texts(other.api()));
    } finally {
      threads.shutdownNow();
    }
  }

  private List<String> post(ServerProcess server, String name) {
    List<String> posted = new ArrayList<>();
    for (int i = 0; i < TEXTS_OF_EACH; i++) {
      String text = name + " " + i;
      assertThat(client.post(server.api(), text)).isIn(200, 201);
      posted.add(text);
    }
    return posted;
  }
}
