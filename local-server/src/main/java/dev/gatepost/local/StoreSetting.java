package dev.gatepost.local;

import dev.gatepost.messages.InMemoryMessageStore;
import java.util.Optional;

/** Where messages are to be kept. */
interface StoreSetting {
  /** Messages that are gone when the process ends. */
  StoreSetting MEMORY = () -> new OpenStore(new InMemoryMessageStore(), registry -> {}, () -> {});

  /**
   * Reads {@code memory:}, {@code sqlite:PATH} or {@code postgresql://USER:PASSWORD@HOST/DATABASE}.
   *
   * @throws IllegalArgumentException if it is none of them, or cannot be a database of ours
   */
  static StoreSetting parse(String text) {
    String prefix = "sqlite:";
    if (text.startsWith(prefix)) {
      return SqliteFile.at(text.substring(prefix.length()));
    }
    if (text.startsWith("postgresql:")) {
      return PostgresDatabase.at(text);
    }
    if (text.equals("memory:")) {
      return MEMORY;
    }
    throw new IllegalArgumentException(
        "this server knows sqlite:PATH, postgresql://… and memory: but not " + scheme(text));
  }

  /**
   * Opens it.
   *
   * @throws CannotStartException if it is out of reach, or not what it should be
   */
  OpenStore open();

  // The rest of an address may hold a password.
  private static String scheme(String text) {
    return Optional.of(text.indexOf(':'))
        .filter(colon -> colon > 0)
        .map(colon -> text.substring(0, colon + 1))
        .orElse("this");
  }
}
