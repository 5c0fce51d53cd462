package dev.gatepost.local;

import java.net.URI;
import java.util.Map;

/** The headers that keep the page to itself: on every answer of its port, refusals too. */
final class PageHeaders {
  private PageHeaders() {}

  /** The headers of a page that talks to its API, to its issuer's origin, and to nobody else. */
  static Map<String, String> of(ClientConfig config) {
    String policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self' %s %s; "
                .formatted(origin(config.apiBaseUrl()), origin(config.issuer()))
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

  private static String origin(String url) {
    URI uri = URI.create(url);
    return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }
}
