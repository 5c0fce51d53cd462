package dev.gatepost.peers.board;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;

/** The newest 10,000 messages, in memory. For many threads. */
public final class Board {
  private static final int CAPACITY = 10_000;

  private final ArrayDeque<Message> newestFirst = new ArrayDeque<>();
  // As long as a real one. Counting costs less than the ULIDs that Gatepost makes.
  private long lastId = 1_000_000_000_000_000_000L;

  /** The time of a message that is posted now, as the API writes it. */
  public static String now() {
    return Instant.now().truncatedTo(ChronoUnit.MILLIS).toString();
  }

  /** Keeps a message. */
  public Message post(String author, String text) {
    String postedAt = now();
    synchronized (this) {
      Message message = new Message(Long.toString(++lastId), author, text, postedAt);
      newestFirst.addFirst(message);
      if (newestFirst.size() > CAPACITY) {
        newestFirst.removeLast();
      }
      return message;
    }
  }

  /** The newest messages. */
  public synchronized Page newest() {
    return Page.of(newestFirst.stream().limit(Page.SIZE + 1).toList());
  }
}
