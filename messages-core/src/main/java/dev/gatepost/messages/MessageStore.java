package dev.gatepost.messages;

import java.util.List;
import java.util.Optional;

/**
 * Where messages are kept: the port that every database fills.
 *
 * <p>Order is that of the ids. What is added is there for every reader as soon as {@link #add}
 * returns, and stays there as firmly as the kind of store can hold it. All methods may be called
 * from many threads, and throw {@link StoreUnavailableException} when the store fails.
 */
public interface MessageStore {
  /**
   * Keeps a message. A message that is there already is never replaced.
   *
   * @throws StoreUnavailableException if the message could not be kept, or its id is taken
   */
  void add(Message message);

  /** The message of this id, or nothing where there is none. */
  Optional<Message> find(String id);

  /**
   * The newest messages, newest first.
   *
   * @param limit how many at most, 1 or more
   */
  List<Message> newest(int limit);

  /**
   * The newest of the messages that are older than the given id, newest first.
   *
   * @param id where to begin, itself left out; there need not be a message of this id
   * @param limit how many at most, 1 or more
   */
  List<Message> newestBefore(String id, int limit);
}
