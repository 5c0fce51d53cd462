package dev.gatepost.local;

import java.util.Map;

/** The headers that keep the page to itself: on every answer of its port, refusals too. */
final class PageHeaders {
  private PageHeaders() {}

  /** The headers of a page that talks to its API, to its issuer, and to nobody else. */
  static Map<String, String> of(ClientConfig config) {
    String policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self' %s %s; "
                .formatted(
                    WebOrigins.of(config.apiBaseUrl()), String.join(" ", config.issuerOrigins()))
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
            + "require-trusted-types-for 'script'; trusted-types 'none'";
    return Map.of(
        "Content-Security-Policy", policy,
        "X-Content-Type-Options", "nosniff",
        "Referrer-Policy", "no-referrer",
        "Cross-Origin-Opener-Policy", "same-origin",
        "Cross-Origin-Resource-Policy", "same-origin",
        "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  }
}
