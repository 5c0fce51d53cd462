package dev.gatepost.messages.api;

import java.util.Arrays;
import java.util.List;

/** A setting of several values with commas between. */
final class CommaSeparated {
  private CommaSeparated() {}

  /** The values, stripped; blank ones are left out. */
  static List<String> parse(String text) {
    return Arrays.stream(text.split(",")).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }
}
