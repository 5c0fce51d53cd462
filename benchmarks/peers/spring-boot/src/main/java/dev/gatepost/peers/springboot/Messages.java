package dev.gatepost.peers.springboot;

import dev.gatepost.peers.board.Message;
import dev.gatepost.peers.board.Page;

/** Where messages are kept: in memory or in SQLite, as the jar was built. */
interface Messages {
  Message post(String author, String text);

  Page newest();
}
