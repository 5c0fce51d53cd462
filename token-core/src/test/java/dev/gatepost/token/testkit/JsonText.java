package dev.gatepost.token.testkit;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes JSON. Here and by no library, so that the kit brings none along. */
final class JsonText {
  private final StringBuilder text = new StringBuilder();

  private JsonText() {}

  /**
   * An object with these members.
   *
   * @throws IllegalArgumentException if one of them is no string, number, boolean, list, map or
   *     null
   */
  static String of(Map<String, @Nullable Object> members) {
    JsonText json = new JsonText();
    json.write(members);
    return json.text.toString();
  }

  private void write(@Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      write(members);
    } else if (value instanceof Iterable<?> elements) {
      write(elements);
    } else if (value instanceof String string) {
      quote(string);
    } else if (value == null || value instanceof Number || value instanceof Boolean) {
      text.append(value);
    } else {
      throw new IllegalArgumentException("no JSON value: a " + value.getClass().getName());
    }
  }

  private void write(Map<?, ?> members) {
    text.append('{');
    for (Map.Entry<?, ?> member : members.entrySet()) {
      separate();
      quote(String.valueOf(member.getKey()));
      text.append(':');
      write(member.getValue());
    }
    text.append('}');
  }

  private void write(Iterable<?> elements) {
    text.append('[');
    for (Object element : elements) {
      separate();
      write(element);
    }
    text.append(']');
  }

  // A value ends in none of these.
  private void separate() {
    if ("{[".indexOf(text.charAt(text.length() - 1)) < 0) {
      text.append(',');
    }
  }

  private void quote(String string) {
    text.append('"');
    for (int i = 0; i < string.length(); i++) {
      char c = string.charAt(i);
      if (c < ' ') {
        text.append("\\u%04x".formatted((int) c));
      } else if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }
}
