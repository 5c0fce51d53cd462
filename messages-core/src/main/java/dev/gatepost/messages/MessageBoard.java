package dev.gatepost.messages;

import java.time.Clock;
import java.time.Instant;
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
    Message message = message(author, text);
    store.add(message);
    return message;
  }

  /**
   * As {@link #post(String, String)}, unless the author has posted under this key before: within
   * {@link IdempotencyKey#KEPT} of the first post, a repeat keeps nothing and gives the first
   * message.
   *
   * @throws InvalidMessageException if the text or the author breaks a rule; nothing is kept
   * @throws IdempotencyConflictException if the first post had another text; nothing is kept
   * @throws StoreUnavailableException if the store fails; the same call again is safe
   */
  public Posted post(String author, String text, IdempotencyKey key) {
    Message message = message(author, text);
    Message kept = store.addOnce(message, key);
    if (!kept.text().equals(message.text())) {
      throw new IdempotencyConflictException();
    }
    return new Posted(kept, !kept.id().equals(message.id()));
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

  /**
   * Names the state of the board: another text after every change, the same while nothing changes.
   * Costs far less than reading messages.
   *
   * @return 1 to 64 letters, digits and hyphens
   * @throws StoreUnavailableException if the store fails
   */
  public String version() {
    return store.version();
  }

  /**
   * Removes the oldest of the messages that were posted before an instant.
   *
   * @param limit how many at most, 1 or more
   * @return how many were removed: fewer than the limit when none is left
   * @throws StoreUnavailableException if the store fails
   */
  public int removeBefore(Instant instant, int limit) {
    return store.removeBefore(Ulid.firstOf(instant).toString(), limit);
  }

  private Message message(String author, String text) {
    Ulid id = ids.next();
    return new Message(id.toString(), author, text, id.time());
  }

  private static int oneMoreThan(int limit) {
    if (limit < 1 || limit > MAX_PAGE) {
      throw new IllegalArgumentException("a page has 1 to " + MAX_PAGE + " messages: " + limit);
    }
    return limit + 1;
  }
}
