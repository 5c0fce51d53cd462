package dev.gatepost.local;

import java.util.Map;

/** The headers that keep the page to itself: on every answer of its port, refusals too. */
final class PageHeaders {
  private PageHeaders() {}

  /** The headers of a page that talks to its API, to its issuer, and to nobody else. */
  static Map<String, String> of(ClientConfig config) {
    String policy =
        policy(config, "'self'") + "; require-trusted-types-for 'script'; trusted-types 'none'";
    return Map.of(
        "Content-Security-Policy", policy,
        "X-Content-Type-Options", "nosniff",
        "Referrer-Policy", "no-referrer",
        "Cross-Origin-Opener-Policy", "same-origin",
        "Cross-Origin-Resource-Policy", "same-origin",
        "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()");
  }

  /**
   * The policy of the page that holds Okta's widget: it makes its form of text, which trusted types
   * would not let it, and has letters of its own, and pictures that the issuer keeps.
   */
  static String widgetPolicy(ClientConfig config) {
    String pictures = "'self' data: " + String.join(" ", config.issuerOrigins());
    return policy(config, pictures) + "; font-src 'self'";
  }

  private static String policy(ClientConfig config, String pictures) {
    return "default-src 'none'; script-src 'self'; style-src 'self'; img-src %s; "
            .formatted(pictures)
        + "connect-src 'self' %s %s; "
            .formatted(WebOrigins.of(config.apiBaseUrl()), String.join(" ", config.issuerOrigins()))
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
  }
}
