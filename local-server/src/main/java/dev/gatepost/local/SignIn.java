package dev.gatepost.local;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Where people prove to the issuer who they are. */
enum SignIn {
  /** On a page of the issuer's. */
  REDIRECT,
  /** On a page here, with the widget that Okta makes for that. */
  OKTA_WIDGET;

  /** What the settings make of it, which have been read before. */
  static SignIn of(Map<String, String> values) {
    return Setting.SIGN_IN
        .in(values)
        .flatMap(given -> Stream.of(values()).filter(one -> one.word().equals(given)).findFirst())
        .orElse(REDIRECT);
  }

  /** Reads a setting. */
  static SignIn parse(String text) {
    return Stream.of(values())
        .filter(one -> one.word().equals(text))
        .findFirst()
        .orElseThrow(
            () -> new IllegalArgumentException("this is redirect or okta-widget, not " + text));
  }

  /** How the settings and the page call it. */
  String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
