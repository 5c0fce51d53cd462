package dev.gatepost.messages;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Messages in memory, for as long as the process lives. Grows without bound. */
public final class InMemoryMessageStore implements MessageStore {
  private final ConcurrentNavigableMap<String, Message> messages = new ConcurrentSkipListMap<>();

  /** A store with nothing in it. */
  public InMemoryMessageStore() {}

  @Override
  public void add(Message message) {
    if (messages.putIfAbsent(message.id(), message) != null) {
      throw new StoreUnavailableException("there is a message of this id already");
    }
  }

  @Override
  public Optional<Message> find(String id) {
    return Optional.ofNullable(messages.get(id));
  }

  @Override
  public List<Message> newest(int limit) {
    return newestOf(messages, limit);
  }

  @Override
  public List<Message> newestBefore(String id, int limit) {
    return newestOf(messages.headMap(id, false), limit);
  }

  private static List<Message> newestOf(NavigableMap<String, Message> messages, int limit) {
    return messages.descendingMap().values().stream().limit(limit).toList();
  }
}
