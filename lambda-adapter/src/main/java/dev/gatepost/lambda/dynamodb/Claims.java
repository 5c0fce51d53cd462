package dev.gatepost.lambda.dynamodb;

import dev.gatepost.messages.IdempotencyKey;
import dev.gatepost.messages.Message;
import java.time.Duration;
import java.util.Optional;

/** The idempotency keys that authors have used. DynamoDB removes them when their time is over. */
final class Claims {
  /** The attribute that DynamoDB's time to live goes by: seconds since 1970. */
  static final String EXPIRES = "expires";

  // Clocks of instances differ a little; what is kept too long does no harm.
  private static final Duration KEPT_LONGER = Duration.ofHours(1);

  private final Table table;

  Claims(Table table) {
    this.table = table;
  }

  /**
   * Takes a key for a message.
   *
   * @return the message that its author has taken the key for before; nothing where it is theirs
   *     now
   */
  Optional<Message> claim(Message message, IdempotencyKey key) {
    long expires = message.postedAt().plus(IdempotencyKey.KEPT).plus(KEPT_LONGER).getEpochSecond();
    Item claim = MessageItem.of(message, key(message, key)).with(EXPIRES, expires);
    long forgotten = message.postedAt().minus(IdempotencyKey.KEPT).toEpochMilli();
    return table.putOver(claim, MessageItem.POSTED_AT, forgotten).map(MessageItem::message);
  }

  /** Frees a key that was taken in vain. */
  void giveUp(Message message, IdempotencyKey key) {
    table.delete(key(message, key));
  }

  // A key has no blank, so no author and key look like another pair.
  private static Item key(Message message, IdempotencyKey key) {
    return Item.of("key#" + key.value() + " " + message.author(), Item.ALONE);
  }
}
