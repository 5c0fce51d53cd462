package dev.gatepost.local;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Web origins, as they stand in settings and in a Content-Security-Policy. */
final class WebOrigins {
  private WebOrigins() {}

  /**
   * The origins that stand between commas; none in blank text.
   *
   * @throws IllegalArgumentException if one is something else, such as an address with a path
   */
  static List<String> parse(String commaSeparated) {
    return Stream.of(commaSeparated.split(",", -1))
        .map(String::strip)
        .filter(text -> !text.isEmpty())
        .map(WebOrigins::require)
        .toList();
  }

  /** The origin of an address of the web. */
  static String of(String url) {
    return of(URI.create(url));
  }

  private static String require(String text) {
    try {
      URI uri = new URI(text);
      if (uri.getHost() != null
          && Set.of("http", "https").contains(uri.getScheme())
          && text.equals(of(uri))) {
        return text;
      }
    } catch (URISyntaxException e) {
      // Falls through to the same complaint.
    }
    throw new IllegalArgumentException("not an origin such as https://id.example.com: " + text);
  }

  private static String of(URI uri) {
    return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort());
  }
}
