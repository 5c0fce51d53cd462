package dev.gatepost.token.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a request offers as its bearer token (RFC 6750 §2). */
sealed interface Credential {

  /** One token, not yet looked at. */
  record Token(String compact) implements Credential {
    @Override
    public String toString() {
      return "Token[…]";
    }
  }

  /** Nothing that could be a bearer token. */
  record None() implements Credential {}

  /** A request that breaks a rule of RFC 6750 §2 or RFC 9110 §11.6.2. */
  record Invalid(String detail) implements Credential {}

  /**
   * Finds it among the values of every {@code Authorization} header and the form's tokens. One in
   * the query counts as a second where there is another, and as none where it is alone.
   */
  static Credential find(String uri, Map<String, List<String>> headers, List<String> formTokens) {
    List<String> authorizations = new ArrayList<>();
    headers.forEach(
        (name, values) -> {
          // Some servers' maps have the request line under a name of null.
          if ("Authorization".equalsIgnoreCase(name)) {
            authorizations.addAll(values);
          }
        });
    int found = authorizations.size() + formTokens.size();
    if (found > 1 || (found == 1 && hasToken(uri))) {
      return new Invalid("The request carries more than one credential.");
    }
    if (!formTokens.isEmpty()) {
      return token(formTokens.get(0));
    }
    return authorizations.isEmpty() ? new None() : parse(authorizations.get(0));
  }

  // RFC 6750 §2.3.
  private static boolean hasToken(String uri) {
    int query = uri.indexOf('?');
    return query >= 0 && ("&" + uri.substring(query + 1)).contains("&access_token=");
  }

  private static Credential parse(String authorization) {
    String value = trimmed(authorization, 0);
    int space = value.indexOf(' ');
    String scheme = space < 0 ? value : value.substring(0, space);
    if (!scheme.equalsIgnoreCase("bearer")) {
      // A comma is how some gateways join two headers: neither of them may win.
      return value.indexOf(',') >= 0 && hasBearer(value)
          ? new Invalid("The request carries more than one credential.")
          : new None();
    }
    String token = space < 0 ? "" : trimmed(value, space);
    if (token.indexOf(',') >= 0) {
      return new Invalid("The request carries more than one credential.");
    }
    return token(token);
  }

  // RFC 9110 §5.6.3: spaces and tabs. Whatever else looks empty belongs to the token, and spoils
  // it.
  private static String trimmed(String text, int start) {
    int from = start;
    int to = text.length();
    while (from < to && isSpace(text.charAt(from))) {
      from++;
    }
    while (to > from && isSpace(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }

  private static boolean isSpace(char c) {
    return c == ' ' || c == '\t';
  }

  private static boolean hasBearer(String value) {
    return value.toLowerCase(Locale.ROOT).contains("bearer ");
  }

  private static Credential token(String token) {
    return token.isEmpty() ? new Invalid("The token is empty.") : new Token(token);
  }
}
