package dev.gatepost.lambda.dynamodb;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What names the state of the board, without reading messages: an item for each shard, which
 * everyone who changes the shard writes before and after.
 *
 * <p>Before, it gets a version that it never had, and a mark that a change is under way; after, the
 * mark goes. While there is a mark nobody can tell what a reader sees, so the state has no name
 * that anybody meets again. A mark whose writer has died counts no more after some minutes: by then
 * what it was to tell of has been done or never will be.
 */
final class Versions {
  // A function may run for 15 minutes; behind a gateway it has 30 seconds, and calls end sooner.
  private static final Duration MARK_COUNTS = Duration.ofMinutes(2);

  private static final String VERSION = "version";
  private static final String MARKS = "marks";
  private static final String SHARDS = "shards";

  private final Table table;
  private final Clock clock;

  Versions(Table table, Clock clock) {
    this.table = table;
    this.clock = clock;
  }

  /**
   * What the board is at. To be read before the messages: then a change between the two makes a
   * version that is asked for once more, never one that hides it.
   *
   * @param expected how many shards there are for all that is known; there may be more
   */
  State read(int expected) {
    Map<String, Item> items = byPartition(table.get(keys(0, expected)));
    int count = count(items);
    if (count > expected) {
      items.putAll(byPartition(table.get(keys(expected, count))));
    }
    return new State(name(items.values(), count), count);
  }

  /** Tells everyone that there are at least so many shards from now on. */
  void announce(int count) {
    table.update(
        key(0),
        new Update(
            "SET shards = :count",
            "attribute_not_exists(shards) OR shards < :count",
            Map.of(":count", (long) count)));
  }

  /** To be called before the shard is changed. */
  Change begin(int shard) {
    String mark = clock.millis() + "-" + UUID.randomUUID();
    Optional<Item> item =
        table.update(
            key(shard),
            new Update(
                "SET version = :version ADD marks :marks",
                "",
                Map.of(":version", UUID.randomUUID().toString(), ":marks", Set.of(mark))));
    Set<String> outdated = item.orElseThrow().texts(MARKS);
    outdated.removeIf(this::counts);
    outdated.add(mark);
    return new Change(shard, outdated);
  }

  /** To be called after the shard was changed, if that is certain. */
  void end(Change change) {
    table.update(
        key(change.shard()),
        new Update("DELETE marks :marks", "", Map.of(":marks", change.marks())));
  }

  private String name(Iterable<Item> items, int count) {
    StringBuilder all = new StringBuilder().append(count);
    for (Item item : items) {
      if (item.texts(MARKS).stream().anyMatch(this::counts)) {
        return UUID.randomUUID().toString();
      }
      all.append(' ').append(item.partition());
      all.append(' ').append(item.has(VERSION) ? item.text(VERSION) : "");
    }
    return digest(all.toString());
  }

  private boolean counts(String mark) {
    long since = Long.parseLong(mark.substring(0, mark.indexOf('-')));
    return clock.millis() - since < MARK_COUNTS.toMillis();
  }

  private static int count(Map<String, Item> items) {
    Item first = items.get(key(0).partition());
    return first != null && first.has(SHARDS) ? Math.toIntExact(first.number(SHARDS)) : 1;
  }

  private static List<Item> keys(int from, int to) {
    return IntStream.range(from, to).mapToObj(Versions::key).toList();
  }

  private static Item key(int shard) {
    return Item.of("version#" + shard, Item.ALONE);
  }

  private static Map<String, Item> byPartition(List<Item> items) {
    return items.stream()
        .collect(Collectors.toMap(Item::partition, item -> item, (one, same) -> one, TreeMap::new));
  }

  private static String digest(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(Arrays.copyOf(digest, 16));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // Every Java has it.
    }
  }

  /** A change that is under way: the marks that go with it. */
  record Change(int shard, Set<String> marks) {}

  /**
   * What the board is at.
   *
   * @param version another one after every change
   * @param shards how many of them have messages
   */
  record State(String version, int shards) {}
}
