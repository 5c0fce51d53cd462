package dev.gatepost.token.testkit;

/**
 * A token that must be refused.
 *
 * @param name what it is, unique among {@link HostileTokens}
 * @param compact the token as it is sent; it has no line break and is printable ASCII or a tab
 * @param why why it must be refused, and who once failed to
 */
public record HostileToken(String name, String compact, String why) {
  /** Shows the name alone. */
  @Override
  public String toString() {
    return name;
  }
}
