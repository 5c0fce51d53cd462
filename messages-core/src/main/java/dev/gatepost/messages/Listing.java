package dev.gatepost.messages;

import java.util.List;

/**
 * Some messages of a store, as they stood at one moment.
 *
 * @param messages the messages, newest first
 * @param version the store's {@link MessageStore#version} at that moment
 */
public record Listing(List<Message> messages, String version) {
  public Listing {
    messages = List.copyOf(messages);
  }
}
