package dev.gatepost.messages.api;

import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The fields of {@code application/x-www-form-urlencoded} text, of a body or of a query. Where the
 * URL standard (§5.1) guesses, this refuses: a percent sign must begin an escape, bytes must be
 * UTF-8, and no name may come twice.
 */
final class FormFields {
  private final Map<String, String> fields;

  private FormFields(Map<String, String> fields) {
    this.fields = fields;
  }

  /**
   * Reads encoded text.
   *
   * @throws UnreadableRequestException if it breaks a rule
   */
  static FormFields parse(byte[] encoded) {
    Map<String, String> fields = new HashMap<>();
    int start = 0;
    while (start < encoded.length) {
      int end = indexOf('&', encoded, start, encoded.length);
      if (end > start) {
        add(fields, encoded, start, end);
      }
      start = end + 1;
    }
    return new FormFields(fields);
  }

  Optional<String> get(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  Set<String> names() {
    return fields.keySet();
  }

  private static void add(Map<String, String> fields, byte[] encoded, int start, int end) {
    int equals = indexOf('=', encoded, start, end);
    String name = decode(encoded, start, equals);
    String value = decode(encoded, Math.min(equals + 1, end), end);
    if (fields.putIfAbsent(name, value) != null) {
      throw new UnreadableRequestException("A field or parameter is there twice.");
    }
  }

  private static int indexOf(char sought, byte[] bytes, int start, int end) {
    int index = start;
    while (index < end && bytes[index] != sought) {
      index++;
    }
    return index;
  }

  private static String decode(byte[] encoded, int start, int end) {
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(end - start);
    for (int i = start; i < end; i++) {
      if (encoded[i] == '%') {
        decoded.write(escaped(encoded, i, end));
        i += 2;
      } else {
        decoded.write(encoded[i] == '+' ? ' ' : encoded[i]);
      }
    }
    return Utf8.decode(decoded.toByteArray());
  }

  private static int escaped(byte[] encoded, int percent, int end) {
    boolean whole = percent + 2 < end;
    int high = whole ? Character.digit(encoded[percent + 1], 16) : -1;
    int low = whole ? Character.digit(encoded[percent + 2], 16) : -1;
    if (high < 0 || low < 0) {
      throw new UnreadableRequestException("A percent sign begins no escape.");
    }
    return high * 16 + low;
  }
}
