package dev.gatepost.messages.api;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatterBuilder;

/**
 * Writes times in UTC with milliseconds (RFC 3339 §5.6). A page has a time for each message, and a
 * formatter takes several times as long, and longer still before it writes its first.
 */
final class Rfc3339 {
  private static final int LAST_YEAR = 9999;

  private Rfc3339() {}

  static String millis(Instant instant) {
    LocalDateTime time = LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
      // RFC 3339 has no such years, so this is as good as any.
      return new DateTimeFormatterBuilder().appendInstant(3).toFormatter().format(instant);
    }
    char[] text = "0000-00-00T00:00:00.000Z".toCharArray();
    write(time.getYear(), 4, text);
    write(time.getMonthValue(), 7, text);
    write(time.getDayOfMonth(), 10, text);
    write(time.getHour(), 13, text);
    write(time.getMinute(), 16, text);
    write(time.getSecond(), 19, text);
    write(time.getNano() / 1_000_000, 23, text);
    return new String(text);
  }

  // The digits of a number, the last of them just before an index.
  private static void write(int number, int end, char[] text) {
    int index = end;
    for (int rest = number; rest > 0; rest /= 10) {
      text[--index] = (char) ('0' + rest % 10);
    }
  }
}
