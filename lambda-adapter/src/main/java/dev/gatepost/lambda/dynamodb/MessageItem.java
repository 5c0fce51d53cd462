package dev.gatepost.lambda.dynamodb;

import dev.gatepost.messages.Message;
import java.time.Instant;

/** A message as attributes of an item. */
final class MessageItem {
  static final String POSTED_AT = "postedAt";

  private static final String ID = "id";
  private static final String AUTHOR = "author";
  private static final String TEXT = "text";

  private MessageItem() {}

  /** The message as it is kept in a shard. */
  static Item of(Message message, int shard) {
    return of(message, Item.of(Shards.partition(shard), message.id()));
  }

  /** The message with these keys. */
  static Item of(Message message, Item key) {
    return key.with(ID, message.id())
        .with(AUTHOR, message.author())
        .with(TEXT, message.text())
        .with(POSTED_AT, message.postedAt().toEpochMilli());
  }

  static Message message(Item item) {
    return new Message(
        item.text(ID),
        item.text(AUTHOR),
        item.text(TEXT),
        Instant.ofEpochMilli(item.number(POSTED_AT)));
  }
}
