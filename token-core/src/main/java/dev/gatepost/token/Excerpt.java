package dev.gatepost.token;

/** A sender's text made fit for an operator's eyes: quoted, short, printable ASCII on one line. */
final class Excerpt {
  private static final int MAX_CHARS = 80;

  private Excerpt() {}

  /** The text in quotes, its odd characters escaped, cut where it is long. */
  static String of(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      if (quoted.length() > MAX_CHARS) {
        return quoted.append("…\"").toString();
      }
      append(quoted, text.charAt(i));
    }
    return quoted.append('"').toString();
  }

  private static void append(StringBuilder quoted, char c) {
    if (c == '"' || c == '\\') {
      quoted.append('\\').append(c);
    } else if (c >= 0x20 && c < 0x7f) {
      quoted.append(c);
    } else {
      quoted.append("\\u").append(Integer.toHexString(0x1_0000 | c), 1, 5);
    }
  }
}
