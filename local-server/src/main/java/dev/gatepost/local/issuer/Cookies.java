package dev.gatepost.local.issuer;

import dev.gatepost.messages.api.ApiRequest;
import java.util.Arrays;
import java.util.Optional;

/** The issuer's two cookies (RFC 6265bis), whose values are secrets. */
enum Cookies {
  /** Names an earlier sign-in, so that the next client need not ask again. */
  SIGN_IN("gatepost_sign_in"),
  /** Tells browsers apart, so that a form is good only in the one that it was shown in. */
  BROWSER("gatepost_browser");

  private final String title;

  Cookies(String title) {
    this.title = title;
  }

  Optional<String> read(ApiRequest request) {
    return request.header("cookie").stream()
        .flatMap(header -> Arrays.stream(header.split(";")))
        .map(String::strip)
        .filter(pair -> pair.startsWith(title + "="))
        .map(pair -> pair.substring(title.length() + 1))
        .filter(Secrets::isWellFormed)
        .findFirst();
  }

  /** The value of a {@code Set-Cookie} header. Loopback http has no {@code Secure}. */
  String set(String value) {
    return title + "=" + value + "; Path=/; HttpOnly; SameSite=Lax";
  }

  /** The value of a {@code Set-Cookie} header that has the browser forget it. */
  String clear() {
    return set("") + "; Max-Age=0";
  }
}
