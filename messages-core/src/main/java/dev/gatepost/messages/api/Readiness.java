package dev.gatepost.messages.api;

import dev.gatepost.messages.MessageBoard;
import dev.gatepost.messages.StoreUnavailableException;
import dev.gatepost.token.KeySource;
import dev.gatepost.token.KeysUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the parts that requests need can be used at this moment. */
final class Readiness {
  private final MessageBoard board;
  private final Optional<KeySource> keys;

  Readiness(MessageBoard board, Optional<KeySource> keys) {
    this.board = board;
    this.keys = keys;
  }

  ApiResponse answer() {
    List<String> missing = new ArrayList<>();
    if (!keys.map(Readiness::areAtHand).orElse(true)) {
      missing.add("the issuer's keys");
    }
    if (!isUsable(board)) {
      missing.add("the message store");
    }
    return missing.isEmpty() ? Answers.ready() : Problems.notReady(String.join(", ", missing));
  }

  private static boolean areAtHand(KeySource keys) {
    try {
      keys.load();
      return true;
    } catch (KeysUnavailableException e) {
      return false;
    }
  }

  private static boolean isUsable(MessageBoard board) {
    try {
      board.version();
      return true;
    } catch (StoreUnavailableException e) {
      return false;
    }
  }
}
