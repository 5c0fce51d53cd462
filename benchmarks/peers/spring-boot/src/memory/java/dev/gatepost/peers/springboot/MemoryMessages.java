package dev.gatepost.peers.springboot;

import dev.gatepost.peers.board.Board;
import dev.gatepost.peers.board.Message;
import dev.gatepost.peers.board.Page;
import org.springframework.stereotype.Component;

@Component
class MemoryMessages implements Messages {
  private final Board board = new Board();

  @Override
  public Message post(String author, String text) {
    return board.post(author, text);
  }

  @Override
  public Page newest() {
    return board.newest();
  }
}
