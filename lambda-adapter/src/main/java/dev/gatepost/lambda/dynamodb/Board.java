package dev.gatepost.lambda.dynamodb;

import dev.gatepost.messages.Message;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;

/** The messages of all shards in the order of their ids. */
final class Board {
  private static final Comparator<ShardReader> OLDEST_FIRST =
      Comparator.comparing(reader -> head(reader).id());

  private final Table table;

  Board(Table table) {
    this.table = table;
  }

  /**
   * The newest messages.
   *
   * @param shards how many there are
   * @param before the id that all of them are older than, if there is a bound
   */
  List<Message> newest(int shards, Optional<String> before, int limit) {
    return read(shards, before, true, limit);
  }

  /** The oldest of the messages that are older than an id. */
  List<Message> oldest(int shards, String before, int limit) {
    return read(shards, Optional.of(before), false, limit);
  }

  private List<Message> read(int shards, Optional<String> before, boolean newest, int limit) {
    PriorityQueue<ShardReader> readers =
        new PriorityQueue<>(newest ? OLDEST_FIRST.reversed() : OLDEST_FIRST);
    for (int shard = 0; shard < shards; shard++) {
      Range range = new Range(Shards.partition(shard), before, Optional.empty(), newest);
      queue(new ShardReader(table, range, fetched(limit, shards)), readers);
    }
    List<Message> messages = new ArrayList<>();
    while (messages.size() < limit && !readers.isEmpty()) {
      ShardReader first = readers.remove();
      messages.add(first.next());
      queue(first, readers);
    }
    return messages;
  }

  private static void queue(ShardReader reader, PriorityQueue<ShardReader> readers) {
    if (reader.peek() != null) {
      readers.add(reader);
    }
  }

  // Chance spreads messages, so twice a shard's part is mostly enough; one read is of 4 KB anyway.
  private static int fetched(int limit, int shards) {
    return Math.min(limit, 8 + 2 * limit / shards);
  }

  private static Message head(ShardReader reader) {
    Message head = reader.peek();
    if (head == null) {
      throw new IllegalStateException("a reader without a message is not in the queue");
    }
    return head;
  }
}
