package dev.gatepost.messages.api;

import java.util.List;

/** The content types that a post may have. */
enum ContentType {
  /** {@code application/json}. */
  JSON,
  /** {@code application/x-www-form-urlencoded}. */
  FORM,
  /** Any other, none, more than one, one with a charset other than UTF-8, or not to be read. */
  OTHER;

  /** Reads the values of the {@code Content-Type} header (RFC 9110 §8.3). */
  static ContentType of(List<String> values) {
    if (values.size() != 1) {
      return OTHER;
    }
    String value = values.get(0);
    int end = value.indexOf(';') < 0 ? value.length() : value.indexOf(';');
    if (!MediaTypeParameters.leaveUtf8(value.substring(end))) {
      return OTHER;
    }
    String type = value.substring(0, end).strip();
    if (type.equalsIgnoreCase("application/json")) {
      return JSON;
    }
    return type.equalsIgnoreCase("application/x-www-form-urlencoded") ? FORM : OTHER;
  }
}
