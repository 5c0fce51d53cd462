package dev.gatepost.lambda.dynamodb;

import dev.gatepost.messages.Message;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** Reads the messages of a shard one by one, and fetches some at a time. */
final class ShardReader {
  private final Table table;
  private final int fetched;
  private final Deque<Message> ahead = new ArrayDeque<>();
  private Range range;
  private boolean mayBeMore = true;

  /**
   * A reader.
   *
   * @param fetched how many to fetch at a time
   */
  ShardReader(Table table, Range range, int fetched) {
    this.table = table;
    this.range = range;
    this.fetched = fetched;
  }

  /** The next message, which stays the next one; null where there is none. */
  @Nullable Message peek() {
    while (ahead.isEmpty() && mayBeMore) {
      fetch();
    }
    return ahead.peek();
  }

  /** The message that {@link #peek} gave, which is past now. */
  Message next() {
    return ahead.remove();
  }

  private void fetch() {
    Table.Slice slice = table.query(range, fetched);
    slice.items().forEach(item -> ahead.add(MessageItem.message(item)));
    mayBeMore = slice.mayBeMore() && !slice.items().isEmpty();
    if (mayBeMore) {
      range = range.goingOnAfter(ahead.getLast().id());
    }
  }
}
