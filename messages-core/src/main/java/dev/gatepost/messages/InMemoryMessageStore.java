package dev.gatepost.messages;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Messages in memory, for as long as the process lives: the newest {@value #CAPACITY}, older ones
 * make room, and so do the idempotency keys of more posts than that.
 */
public final class InMemoryMessageStore implements MessageStore {
  /** The most messages that are kept. */
  public static final int CAPACITY = 10_000;

  // Nothing blocks while it is held.
  private final Object lock = new Object();
  private final NavigableMap<String, Message> messages = new TreeMap<>();
  private final Map<Use, Message> used = new LinkedHashMap<>();
  private final String name = UUID.randomUUID().toString();
  private long changes;

  /** A store with nothing in it. */
  public InMemoryMessageStore() {}

  @Override
  public void add(Message message) {
    synchronized (lock) {
      if (!keep(message)) {
        throw new StoreUnavailableException("there is a message of this id already");
      }
    }
  }

  @Override
  public Message addOnce(Message message, IdempotencyKey key) {
    synchronized (lock) {
      forgetUsesLongBefore(message);
      Use use = new Use(message.author(), key);
      Message first = used.get(use);
      if (first != null) {
        return first;
      }
      add(message);
      if (used.size() == CAPACITY) {
        forgetOldestUse();
      }
      used.put(use, message);
      return message;
    }
  }

  @Override
  public int restore(List<Message> restored) {
    synchronized (lock) {
      return (int) restored.stream().filter(this::keep).count();
    }
  }

  @Override
  public Optional<Message> find(String id) {
    synchronized (lock) {
      return Optional.ofNullable(messages.get(id));
    }
  }

  @Override
  public Listing newest(int limit) {
    synchronized (lock) {
      return newestOf(messages, limit);
    }
  }

  @Override
  public Listing newestBefore(String id, int limit) {
    synchronized (lock) {
      return newestOf(messages.headMap(id, false), limit);
    }
  }

  @Override
  public String version() {
    synchronized (lock) {
      return name + "-" + changes;
    }
  }

  @Override
  public int removeBefore(String id, int limit) {
    synchronized (lock) {
      List<String> old = messages.headMap(id, false).keySet().stream().limit(limit).toList();
      messages.keySet().removeAll(old);
      changes += old.size();
      return old.size();
    }
  }

  private boolean keep(Message message) {
    if (messages.putIfAbsent(message.id(), message) != null) {
      return false;
    }
    if (messages.size() > CAPACITY) {
      messages.pollFirstEntry();
    }
    changes++;
    return true;
  }

  private void forgetUsesLongBefore(Message message) {
    Instant kept = message.postedAt().minus(IdempotencyKey.KEPT);
    while (!used.isEmpty() && !oldest().postedAt().isAfter(kept)) {
      forgetOldestUse();
    }
  }

  private void forgetOldestUse() {
    used.remove(used.keySet().iterator().next());
  }

  private Message oldest() {
    return used.values().iterator().next();
  }

  private Listing newestOf(NavigableMap<String, Message> some, int limit) {
    return new Listing(some.descendingMap().values().stream().limit(limit).toList(), version());
  }

  /** A key in an author's hand. */
  private record Use(String author, IdempotencyKey key) {}
}
