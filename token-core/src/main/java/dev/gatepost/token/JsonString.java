package dev.gatepost.token;

import dev.gatepost.token.StrictJson.InvalidJsonException;

/** A string of a JSON text that has escapes in it (RFC 8259 §7). */
final class JsonString {
  private final JsonScanner scanner;
  private final StringBuilder text;

  /** One of which the first backslash was taken, and what comes before it. */
  JsonString(JsonScanner scanner, String begun) {
    this.scanner = scanner;
    this.text = new StringBuilder(begun);
  }

  /** All of it, once its end is taken too. */
  String rest() throws InvalidJsonException {
    int end = '\\';
    while (end == '\\') {
      text.append(escaped(scanner.take())).append(scanner.plain());
      end = scanner.take();
    }
    scanner.require(end == '"');
    return paired(text.toString());
  }

  private char escaped(int c) throws InvalidJsonException {
    return switch (c) {
      case '"', '\\', '/' -> (char) c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> fourDigits();
      default -> throw new InvalidJsonException("not valid JSON");
    };
  }

  private char fourDigits() throws InvalidJsonException {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int c = scanner.take();
      // Of ASCII alone: Character.digit knows many more.
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      scanner.require(digit >= 0);
      unit = unit << 4 | digit;
    }
    return (char) unit;
  }

  // What is not escaped can't be half of a pair: that would be no UTF-8.
  private static String paired(String text) throws InvalidJsonException {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i)) && !isPaired(text, i)) {
        throw new InvalidJsonException("an unpaired surrogate");
      }
    }
    return text;
  }

  private static boolean isPaired(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
