package dev.gatepost.local.issuer;

/** Text as HTML. */
final class Html {
  private Html() {}

  /** The text for use between tags and in quoted attributes. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
