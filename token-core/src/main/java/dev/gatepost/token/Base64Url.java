package dev.gatepost.token;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Canonical base64url without padding (RFC 7515 §2, RFC 4648 §3.5): one text for each byte string.
 * The JDK's decoder, which is vectorised on newer ones, takes padding and non-zero trailing bits,
 * and throws where this returns null.
 */
final class Base64Url {
  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private Base64Url() {}

  /** The bytes, or null if the text is not their canonical form. */
  static byte @Nullable [] decode(String text) {
    // What is beyond Latin-1 becomes "?", which is not in the alphabet.
    return decode(text.getBytes(StandardCharsets.ISO_8859_1), 0, text.length());
  }

  /** As {@link #decode(String)}, from a part of a text. */
  static byte @Nullable [] decode(byte[] text, int from, int to) {
    // Before the decoder sees it: that of a processor with AVX-512 writes beyond its buffer at some
    // texts with a "=" at their end (JDK-8392044).
    if (from < to && !endsCanonically(text[to - 1], to - from)) {
      return null;
    }
    try {
      return DECODER.decode(Arrays.copyOfRange(text, from, to));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  // The last character is no padding, and its bits that belong to no byte are zero.
  private static boolean endsCanonically(byte last, int length) {
    int sextet = ALPHABET.indexOf(last);
    int unusedBits = length * 6 % 8;
    return sextet >= 0 && sextet % (1 << unusedBits) == 0;
  }
}
