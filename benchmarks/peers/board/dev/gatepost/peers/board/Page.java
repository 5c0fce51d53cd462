package dev.gatepost.peers.board;

import java.util.List;

/** Messages, newest first, and the id to go on from, in the shape of the API's answer. */
public record Page(List<Message> messages, String next) {
  /** The most messages of a page. */
  public static final int SIZE = 50;

  /** Of up to one message more than a page has, which tells whether there is another page. */
  public static Page of(List<Message> found) {
    boolean more = found.size() > SIZE;
    List<Message> messages = more ? found.subList(0, SIZE) : found;
    return new Page(messages, more ? messages.get(SIZE - 1).id() : null);
  }
}
