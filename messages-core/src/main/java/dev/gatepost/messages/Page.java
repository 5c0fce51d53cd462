package dev.gatepost.messages;

import java.util.List;
import java.util.Optional;

/**
 * Some messages of the board, newest first, and where to go on.
 *
 * @param messages the messages, newest first
 * @param next the id before which the next page begins; empty where nothing older is left
 */
public record Page(List<Message> messages, Optional<String> next) {
  public Page {
    messages = List.copyOf(messages);
  }

  // One more than asked for was looked up: it tells whether there is another page.
  static Page of(List<Message> messages, int limit) {
    if (messages.size() <= limit) {
      return new Page(messages, Optional.empty());
    }
    return new Page(messages.subList(0, limit), Optional.of(messages.get(limit - 1).id()));
  }
}
