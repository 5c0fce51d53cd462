package dev.gatepost.messages;

import java.util.List;
import java.util.Optional;

/**
 * Where messages are kept: the port that every database fills.
 *
 * <p>Order is that of the ids. What is added is there for every reader as soon as {@link #add}
 * returns, and stays there as firmly as the kind of store can hold it. All methods may be called
 * from many threads, and throw {@link StoreUnavailableException} when the store fails; whether a
 * message was kept is then unknown, unless the exception says otherwise.
 */
public interface MessageStore {
  /**
   * Keeps a message. A message that is there already is never replaced.
   *
   * @throws StoreUnavailableException if the message could not be kept, or its id is taken
   */
  void add(Message message);

  /**
   * Keeps a message, unless its author has used the key in the {@link IdempotencyKey#KEPT} before
   * its time: then it keeps nothing. Of many calls at once with one key, one keeps its message.
   *
   * @return the message that is kept under this key: the given one or, for a repeat, the first
   * @throws StoreUnavailableException if the message could not be kept, or its id is taken
   */
  Message addOnce(Message message, IdempotencyKey key);

  /**
   * Keeps those of the messages whose ids are not taken, as a backup has them.
   *
   * @return how many were kept
   * @throws StoreUnavailableException if the store fails; a store with transactions has kept none
   *     then, another perhaps some, and the same call again keeps the rest
   */
  int restore(List<Message> messages);

  /** The message of this id, or nothing where there is none. */
  Optional<Message> find(String id);

  /**
   * The newest messages, newest first.
   *
   * @param limit how many at most, 1 or more
   */
  Listing newest(int limit);

  /**
   * The newest of the messages that are older than the given id, newest first.
   *
   * @param id where to begin, itself left out; there need not be a message of this id
   * @param limit how many at most, 1 or more
   */
  Listing newestBefore(String id, int limit);

  /**
   * Names the state of the store: another text after every change, the same while nothing changes,
   * and never that of another store. Costs no reading of messages.
   *
   * @return 1 to 64 letters, digits and hyphens
   */
  String version();

  /**
   * Removes the oldest of the messages that are older than the given id.
   *
   * @param limit how many at most, 1 or more
   * @return how many there were to remove: fewer than the limit when none is left
   */
  int removeBefore(String id, int limit);
}
