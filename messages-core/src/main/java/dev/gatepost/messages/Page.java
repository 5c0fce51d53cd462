package dev.gatepost.messages;

import java.util.List;
import java.util.Optional;

/**
 * Some messages of the board, newest first, and where to go on.
 *
 * @param messages the messages, newest first
 * @param next the id before which the next page begins; empty where nothing older is left
 * @param version the {@link MessageBoard#version} of the board that they were read from
 */
public record Page(List<Message> messages, Optional<String> next, String version) {
  public Page {
    messages = List.copyOf(messages);
  }

  // One more than asked for was looked up: it tells whether there is another page.
  static Page of(Listing listing, int limit) {
    List<Message> messages = listing.messages();
    if (messages.size() <= limit) {
      return new Page(messages, Optional.empty(), listing.version());
    }
    String last = messages.get(limit - 1).id();
    return new Page(messages.subList(0, limit), Optional.of(last), listing.version());
  }
}
