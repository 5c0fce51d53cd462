package dev.gatepost.messages.api;

/** The parameters of a media type (RFC 9110 §5.6.6). Only {@code charset} means something here. */
final class MediaTypeParameters {
  private final String text;
  private int position;

  private MediaTypeParameters(String text) {
    this.text = text;
  }

  /**
   * Whether these can be read and name no charset other than UTF-8.
   *
   * @param parameters what follows the type: nothing, or all from the first semicolon on
   */
  static boolean leaveUtf8(String parameters) {
    MediaTypeParameters rest = new MediaTypeParameters(parameters);
    while (rest.position < parameters.length()) {
      if (!rest.next()) {
        return false;
      }
    }
    return true;
  }

  // Stands at a semicolon, and afterwards at the next one or at the end.
  private boolean next() {
    position++;
    skipSpace();
    if (atEndOfParameter()) {
      return true;
    }
    int equals = text.indexOf('=', position);
    if (equals < 0) {
      return false;
    }
    String name = text.substring(position, equals);
    position = equals + 1;
    String value = position < text.length() && text.charAt(position) == '"' ? quoted() : token();
    skipSpace();
    return atEndOfParameter()
        && (!name.equalsIgnoreCase("charset") || value.equalsIgnoreCase("utf-8"));
  }

  private String token() {
    int semicolon = text.indexOf(';', position);
    int start = position;
    position = semicolon < 0 ? text.length() : semicolon;
    return text.substring(start, position).strip();
  }

  // Ends behind the text where the closing quote is missing, which is no end of a parameter.
  private String quoted() {
    StringBuilder value = new StringBuilder();
    position++;
    while (position < text.length() && text.charAt(position) != '"') {
      if (text.charAt(position) == '\\' && position + 1 < text.length()) {
        position++;
      }
      value.append(text.charAt(position));
      position++;
    }
    position++;
    return value.toString();
  }

  private void skipSpace() {
    while (position < text.length()
        && (text.charAt(position) == ' ' || text.charAt(position) == '\t')) {
      position++;
    }
  }

  private boolean atEndOfParameter() {
    return position == text.length() || (position < text.length() && text.charAt(position) == ';');
  }
}
