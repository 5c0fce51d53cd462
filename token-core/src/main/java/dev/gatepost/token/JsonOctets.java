package dev.gatepost.token;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The octets of a JSON text, looked at eight at a time: of a token with much in it, the strings are
 * nearly all.
 */
final class JsonOctets {
  private static final long ONES = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = ONES << 7;
  private static final long SPACES = ' ' * ONES;
  private static final long QUOTES = '"' * ONES;
  private static final long BACKSLASHES = '\\' * ONES;

  private JsonOctets() {}

  static boolean areAscii(byte[] octets) {
    ByteBuffer eights = eights(octets);
    long all = 0;
    int i = 0;
    for (; i + 8 <= octets.length; i += 8) {
      all |= eights.getLong(i);
    }
    for (; i < octets.length; i++) {
      all |= octets[i];
    }
    return (all & HIGH_BITS) == 0;
  }

  /**
   * Where the first octet is, at or behind a place, that may not stand in a string as it is (RFC
   * 8259 §7): a quotation mark, a backslash or a control character; the end if there is none.
   */
  static int endOfPlain(byte[] octets, int from) {
    ByteBuffer eights = eights(octets);
    int i = from;
    for (; i + 8 <= octets.length; i += 8) {
      long ends = ends(eights.getLong(i));
      if (ends != 0) {
        return i + Long.numberOfTrailingZeros(ends) / 8;
      }
    }
    while (i < octets.length && !isEnd(octets[i])) {
      i++;
    }
    return i;
  }

  // The high bit of each octet that ends plain text. A borrow can set those behind the first too.
  private static long ends(long octets) {
    long quotes = octets ^ QUOTES;
    long backslashes = octets ^ BACKSLASHES;
    return (((quotes - ONES) & ~quotes)
            | ((backslashes - ONES) & ~backslashes)
            | ((octets - SPACES) & ~octets))
        & HIGH_BITS;
  }

  private static boolean isEnd(byte octet) {
    return octet == '"' || octet == '\\' || (octet >= 0 && octet < ' ');
  }

  // Not through a VarHandle, which would have a process read its first token 14 ms later.
  private static ByteBuffer eights(byte[] octets) {
    return ByteBuffer.wrap(octets).order(ByteOrder.LITTLE_ENDIAN);
  }
}
