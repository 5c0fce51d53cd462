package dev.gatepost.token;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which addresses keys may be fetched from: {@code https}, or {@code http} on the loopback, where
 * nobody can listen in. No name is resolved.
 */
final class KeyAddress {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[::1]");

  private KeyAddress() {}

  /**
   * The address that a text is.
   *
   * @throws IllegalArgumentException if it is none; the message quotes nothing
   */
  static URI parse(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      // Its own message quotes the text.
      throw new IllegalArgumentException("an address of keys must be a URI");
    }
  }

  /**
   * The address, if keys may be fetched from it.
   *
   * @throws IllegalArgumentException if not; the message says why and quotes nothing
   */
  static URI require(URI address) {
    if (address.getHost() == null) {
      throw new IllegalArgumentException("an address of keys must be absolute and have a host");
    }
    if (address.getRawUserInfo() != null || address.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "an address of keys must have no user information and no fragment");
    }
    if (!"https".equalsIgnoreCase(address.getScheme()) && !isLoopback(address)) {
      throw new IllegalArgumentException(
          "an address of keys must be https, or http on the loopback");
    }
    return address;
  }

  /** Whether it is {@code http} on the loopback. */
  static boolean isLoopback(URI address) {
    return "http".equalsIgnoreCase(address.getScheme())
        && LOOPBACK.matcher(address.getHost().toLowerCase(Locale.ROOT)).matches();
  }

  /** The address as an operator may see it: without its query, which may hold a secret. */
  static String show(URI address) {
    String text = address.toString();
    int query = text.indexOf('?');
    return query < 0 ? text : text.substring(0, query);
  }
}
