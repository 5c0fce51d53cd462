package dev.gatepost.messages.api;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The web origins whose pages may read the API's answers (RFC 6454 §6.2): exact ones, or any.
 * Immutable.
 */
public final class AllowedOrigins {
  private static final String ANY = "*";

  private final Set<String> origins;

  private AllowedOrigins(Set<String> origins) {
    this.origins = origins;
  }

  /** No origin at all. */
  public static AllowedOrigins none() {
    return new AllowedOrigins(Set.of());
  }

  /**
   * These origins.
   *
   * @param origins each as a browser sends it, such as {@code https://example.com} or {@code
   *     http://localhost:8080}: lower case, no path, no default port; or {@code *} alone for any
   * @throws IllegalArgumentException if one of them is something else
   */
  public static AllowedOrigins of(List<String> origins) {
    Set<String> distinct = Set.copyOf(origins);
    if (!distinct.equals(Set.of(ANY))) {
      distinct.forEach(AllowedOrigins::check);
    }
    return new AllowedOrigins(distinct);
  }

  /**
   * These origins, written as {@link #of} takes them, with commas between. Blank text is none.
   *
   * @throws IllegalArgumentException as {@link #of}
   */
  public static AllowedOrigins parse(String commaSeparated) {
    return of(CommaSeparated.parse(commaSeparated));
  }

  /** What {@code Access-Control-Allow-Origin} says to a page of this origin; nothing if refused. */
  Optional<String> answerTo(String origin) {
    if (origins.contains(ANY)) {
      return Optional.of(ANY);
    }
    return origins.contains(origin) ? Optional.of(origin) : Optional.empty();
  }

  private static void check(String origin) {
    try {
      URI uri = new URI(origin);
      if (origin.equals(uri.getScheme() + "://" + uri.getHost() + port(uri))
          && origin.equals(origin.toLowerCase(Locale.ROOT))) {
        return;
      }
    } catch (URISyntaxException e) {
      // Falls through to the same complaint.
    }
    throw new IllegalArgumentException(
        "not an origin such as https://example.com, or * alone: " + origin);
  }

  // A browser leaves a default port out, so an origin that names it would never match.
  private static String port(URI uri) {
    boolean isDefault =
        (uri.getPort() == 80 && "http".equals(uri.getScheme()))
            || (uri.getPort() == 443 && "https".equals(uri.getScheme()));
    return uri.getPort() < 0 || isDefault ? "" : ":" + uri.getPort();
  }
}
