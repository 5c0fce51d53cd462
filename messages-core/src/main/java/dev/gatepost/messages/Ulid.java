package dev.gatepost.messages;

import java.time.Instant;

/**
 * A universally unique, sortable id: 48 bits of time in milliseconds, then 80 bits of chance. Its
 * text is 26 characters of Crockford base 32, which sort as the numbers do.
 *
 * @param high the upper 64 bits: the time, then 16 bits of chance
 * @param low the lower 64 bits
 */
record Ulid(long high, long low) {
  /** The first instant that has ids. */
  static final Instant EARLIEST = Instant.EPOCH;

  /** The last: in the year 10889. */
  static final Instant LATEST = Instant.ofEpochMilli((1L << 48) - 1);

  private static final int LENGTH = 26;
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

  /** The least of an instant; of one that has no ids, that of the nearest which has. */
  static Ulid firstOf(Instant instant) {
    if (instant.isBefore(EARLIEST)) {
      return firstOf(EARLIEST);
    }
    return instant.isAfter(LATEST) ? firstOf(LATEST) : new Ulid(instant.toEpochMilli() << 16, 0);
  }

  /** The next greater one. After the last of a millisecond comes the first of the following. */
  Ulid next() {
    long nextLow = low + 1;
    return new Ulid(nextLow == 0 ? high + 1 : high, nextLow);
  }

  long millis() {
    return high >>> 16;
  }

  Instant time() {
    return Instant.ofEpochMilli(millis());
  }

  /** Whether this is an id as {@link #toString} writes it: upper case, no letters I, L, O, U. */
  static boolean isCanonical(String text) {
    // 26 characters could hold 130 bits; the first has only three of them.
    if (text.length() != LENGTH || text.charAt(0) > '7') {
      return false;
    }
    for (int i = 0; i < LENGTH; i++) {
      if (DIGITS.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    char[] text = new char[LENGTH];
    long upper = high;
    long lower = low;
    for (int i = LENGTH - 1; i >= 0; i--) {
      text[i] = DIGITS.charAt((int) (lower & 31));
      lower = lower >>> 5 | upper << 59;
      upper >>>= 5;
    }
    return new String(text);
  }
}
