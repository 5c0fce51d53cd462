package dev.gatepost.local;

import dev.gatepost.benchmarks.Contest;
import dev.gatepost.benchmarks.Contestant;
import dev.gatepost.messages.IdempotencyKey;
import dev.gatepost.messages.Message;
import dev.gatepost.messages.MessageBoard;
import dev.gatepost.messages.MessageStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What growth costs: a post, a post with an idempotency key, the newest page, a page from the
 * middle and the version, with a thousand messages stored and with a million. Stands in the
 * server's package, for the store it measures is the server's own, opened as the server does.
 */
public final class StoreBenchmark {
  private static final int FEW = 1_000;
  private static final int MANY = 1_000_000;
  private static final String TEXT =
      "A message of middling length, as people write them. ".repeat(2);

  private StoreBenchmark() {}

  /**
   * Measures and prints.
   *
   * @param args a folder with room for about 500 MB
   */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory(Path.of(args[0]), "store-benchmark");
    OpenStore few = filled(folder.resolve("few.db"), FEW);
    OpenStore many = filled(folder.resolve("many.db"), MANY);
    compare("version", 2_000, few, many, store -> store::version);
    compare("newest page of 50", 300, few, many, store -> () -> store.newest(51));
    compare("page of 50 from the middle", 300, few, many, StoreBenchmark::middle);
    compare("one message", 2_000, few, many, StoreBenchmark::one);
    compare("post", 100, few, many, StoreBenchmark::post);
    compare("post with a key", 100, few, many, StoreBenchmark::postOnce);
    few.closing().run();
    many.closing().run();
  }

  private static void compare(
      String what, int operations, OpenStore few, OpenStore many, Operation operation)
      throws Exception {
    Contestant small = new Contestant("1,000", operation.on(few.store()));
    Contestant large = new Contestant("1,000,000", operation.on(many.store()));
    Map<String, Contest.Result> results = new Contest(30, operations).run(List.of(small, large));
    Contest.Result fewResult = Objects.requireNonNull(results.get(small.name()));
    Contest.Result manyResult = Objects.requireNonNull(results.get(large.name()));
    System.out.printf(
        "%-28s %s | %s | ratio of minima %.2f, of medians %.2f%n",
        what,
        fewResult,
        manyResult,
        manyResult.minimum() / fewResult.minimum(),
        manyResult.median() / fewResult.median());
  }

  private static Contestant.Work middle(MessageStore store) {
    List<Message> messages = store.newest(500).messages();
    String id = messages.get(messages.size() - 1).id();
    return () -> store.newestBefore(id, 51);
  }

  private static Contestant.Work one(MessageStore store) {
    List<Message> messages = store.newest(500).messages();
    String id = messages.get(messages.size() - 1).id();
    return () -> store.find(id).orElseThrow();
  }

  private static Contestant.Work post(MessageStore store) {
    MessageBoard board = new MessageBoard(store, Clock.systemUTC());
    return () -> board.post("ada", TEXT);
  }

  private static Contestant.Work postOnce(MessageStore store) {
    MessageBoard board = new MessageBoard(store, Clock.systemUTC());
    return () -> board.post("ada", TEXT, new IdempotencyKey(UUID.randomUUID().toString()));
  }

  private static OpenStore filled(Path file, int messages) {
    OpenStore store = StoreSetting.parse("sqlite:" + file).open();
    for (int first = 0; first < messages; first += 1_000) {
      store
          .store()
          .restore(
              IntStream.range(first, first + 1_000).mapToObj(StoreBenchmark::message).toList());
    }
    System.out.printf("%,d messages: %,d KiB%n", messages, file.toFile().length() / 1024);
    return store;
  }

  private static Message message(int number) {
    return new Message("%026d".formatted(number), "ada", TEXT, Instant.ofEpochMilli(number));
  }

  /** What is measured, on a store. */
  @FunctionalInterface
  private interface Operation {
    Contestant.Work on(MessageStore store);
  }
}
