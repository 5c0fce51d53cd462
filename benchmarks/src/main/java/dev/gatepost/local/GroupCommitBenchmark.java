package dev.gatepost.local;

import dev.gatepost.messages.MessageBoard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What sharing commits gains: 64 writers on the server's own SQLite store, who post as they come,
 * against the same writers who post one after another, each with a commit of its own. This waits
 * for the disk, so it takes time and not CPU; both ways take turns.
 */
public final class GroupCommitBenchmark {
  private static final int WRITERS = 64;
  private static final int ROUNDS = 10;
  private static final int POSTS_EACH = 50;

  private GroupCommitBenchmark() {}

  /**
   * Measures and prints.
   *
   * @param args a folder on the disk to measure
   */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory(Path.of(args[0]), "group-commit-benchmark");
    OpenStore store = StoreSetting.parse("sqlite:" + folder.resolve("messages.db")).open();
    MessageBoard board = new MessageBoard(store.store(), Clock.systemUTC());
    ReentrantLock turn = new ReentrantLock();
    Callable<Object> together = () -> board.post("ada", "hello");
    Callable<Object> oneByOne =
        () -> {
          turn.lock();
          try {
            return board.post("ada", "hello");
          } finally {
            turn.unlock();
          }
        };
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    rate(writers, together);
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      double alone = rate(writers, oneByOne);
      double shared = rate(writers, together);
      ratios.add(shared / alone);
      System.out.printf(
          "one commit each %,8.0f posts/s | shared commits %,8.0f posts/s | ratio %.1f%n",
          alone, shared, shared / alone);
    }
    List<Double> sorted = ratios.stream().sorted().toList();
    System.out.printf(
        "ratio: least %.1f, median %.1f%n", sorted.get(0), sorted.get(sorted.size() / 2));
    writers.shutdown();
    store.closing().run();
  }

  private static double rate(ExecutorService writers, Callable<Object> post) throws Exception {
    List<Callable<Object>> tasks = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      tasks.add(
          () -> {
            for (int i = 0; i < POSTS_EACH; i++) {
              post.call();
            }
            return writers;
          });
    }
    long start = System.nanoTime();
    for (Future<Object> task : writers.invokeAll(tasks)) {
      task.get();
    }
    return WRITERS * POSTS_EACH / ((System.nanoTime() - start) / 1e9);
  }
}
