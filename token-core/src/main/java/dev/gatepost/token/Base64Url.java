package dev.gatepost.token;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Canonical base64url without padding (RFC 7515 §2, RFC 4648 §3.5): one text for each byte string.
 * The JDK's decoder takes padding and non-zero trailing bits, and throws where this returns null.
 */
final class Base64Url {
  private static final byte[] SEXTETS = new byte[256];

  static {
    Arrays.fill(SEXTETS, (byte) -1);
    String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    for (int i = 0; i < alphabet.length(); i++) {
      SEXTETS[alphabet.charAt(i)] = (byte) i;
    }
  }

  private Base64Url() {}

  /** The bytes, or null if the text is not their canonical form. */
  static byte @Nullable [] decode(String text) {
    // What is beyond Latin-1 becomes "?", which is not in the alphabet.
    return decode(text.getBytes(StandardCharsets.ISO_8859_1), 0, text.length());
  }

  /** As {@link #decode(String)}, from a part of a text. */
  static byte @Nullable [] decode(byte[] text, int from, int to) {
    int rest = (to - from) & 3;
    if (rest == 1) {
      return null;
    }
    int whole = to - rest;
    byte[] bytes = new byte[(int) ((to - from) * 3L / 4)];
    int at = 0;
    for (int i = from; i < whole; i += 4) {
      int word =
          sextet(text, i) << 18
              | sextet(text, i + 1) << 12
              | sextet(text, i + 2) << 6
              | sextet(text, i + 3);
      if (word < 0) {
        return null;
      }
      bytes[at++] = (byte) (word >> 16);
      bytes[at++] = (byte) (word >> 8);
      bytes[at++] = (byte) word;
    }
    return rest == 0 || decodeRest(text, whole, rest, bytes, at) ? bytes : null;
  }

  private static boolean decodeRest(byte[] text, int from, int rest, byte[] bytes, int at) {
    int word = sextet(text, from) << 12 | sextet(text, from + 1) << 6;
    if (rest == 3) {
      word |= sextet(text, from + 2);
    }
    int unused = rest == 3 ? 0b11 : 0b11_1111_1111;
    if (word < 0 || (word & unused) != 0) {
      return false;
    }
    bytes[at] = (byte) (word >> 10);
    if (rest == 3) {
      bytes[at + 1] = (byte) (word >> 2);
    }
    return true;
  }

  /** Six bits, or a negative number that stays negative through shifts of up to 18 and any "or". */
  private static int sextet(byte[] text, int index) {
    return SEXTETS[text[index] & 0xff];
  }
}
