package dev.gatepost.messages;

import java.time.Clock;
import java.util.Optional;

/**
 * The board that messages are posted to and read from. Safe for many threads.
 *
 * <p>A reader who follows {@link Page#next} meets every message that was there at the first page
 * exactly once, whatever others post meanwhile: pages are cut by id, not by count.
 */
public final class MessageBoard {
  /** The most messages that a page may have. */
  public static final int MAX_PAGE = 200;

  private final MessageStore store;
  private final MessageIds ids;

  /**
   * A board over a store.
   *
   * @param clock tells when a message is posted
   */
  public MessageBoard(MessageStore store, Clock clock) {
    this.store = store;
    this.ids = new MessageIds(clock);
  }

  /**
   * Posts a message. Its time is that of its id, so both always order messages alike, even when the
   * clock is set back.
   *
   * @param author who posts, proven by the caller
   * @param text what they wrote, as they wrote it
   * @return the message as it is kept
   * @throws InvalidMessageException if the text or the author breaks a rule; nothing is kept
   * @throws StoreUnavailableException if the store fails
   */
  public Message post(String author, String text) {
    Ulid id = ids.next();
    Message message = new Message(id.toString(), author, text, id.time());
    store.add(message);
    return message;
  }

  /**
   * The message of this id, or nothing where there is none.
   *
   * @throws StoreUnavailableException if the store fails
   */
  public Optional<Message> find(String id) {
    return Message.isId(id) ? store.find(id) : Optional.empty();
  }

  /**
   * The newest messages.
   *
   * @param limit how many at most, 1 to {@value #MAX_PAGE}
   * @throws StoreUnavailableException if the store fails
   */
  public Page newest(int limit) {
    return Page.of(store.newest(oneMoreThan(limit)), limit);
  }

  /**
   * The newest of the messages that are older than the given id.
   *
   * @param id where to begin, itself left out; there need not be a message of this id
   * @param limit how many at most, 1 to {@value #MAX_PAGE}
   * @throws StoreUnavailableException if the store fails
   */
  public Page newestBefore(String id, int limit) {
    return Page.of(store.newestBefore(id, oneMoreThan(limit)), limit);
  }

  private static int oneMoreThan(int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " messages: " + limit);
    }
    return limit + 1;
  }
}
