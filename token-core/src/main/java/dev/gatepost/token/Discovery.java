package dev.gatepost.token;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Gets the keys from where the issuer's configuration says they are (OpenID Connect Discovery 1.0
 * §4).
 */
final class Discovery implements KeyFetch {
  /** How long an address of keys is believed. */
  static final Duration READ_AGAIN = Duration.ofHours(24);

  private final String issuer;
  private final URI document;
  private final HttpGet http;
  private final SteadyTime time;
  private volatile @Nullable Found found;

  /** Where the keys are, as the configuration said. */
  private record Found(JwksFetch keys, Instant at) {}

  /**
   * A discovery that has read nothing yet.
   *
   * @throws IllegalArgumentException if the issuer is no address that keys may be fetched from
   */
  Discovery(String issuer, HttpGet http, SteadyTime time) {
    this.issuer = issuer;
    this.document = documentOf(issuer);
    this.http = http;
    this.time = time;
  }

  // §4: a slash at the end of the issuer is left out before the path is appended.
  private static URI documentOf(String issuer) {
    URI address = KeyAddress.require(KeyAddress.parse(issuer));
    if (address.getRawQuery() != null) {
      throw new IllegalArgumentException("an issuer must have no query");
    }
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    return URI.create(base + "/.well-known/openid-configuration");
  }

  /** The address of the issuer's configuration. */
  URI document() {
    return document;
  }

  @Override
  public String issuer() {
    return issuer;
  }

  @Override
  public Fetched fetch(@Nullable Fetched known) throws FetchFailedException, InterruptedException {
    Instant now = time.instant();
    Found at = found;
    // A failed attempt leaves nothing behind, so that the next one looks whether the keys moved.
    found = null;
    if (at == null || !now.isBefore(at.at().plus(READ_AGAIN))) {
      at = new Found(new JwksFetch(http, readAddress()), now);
    }
    Fetched fetched = at.keys().fetch(known);
    found = at;
    return fetched;
  }

  private URI readAddress() throws FetchFailedException, InterruptedException {
    Map<String, @Nullable Object> configuration = read();
    // §4.3: else any issuer could speak for another.
    if (!issuer.equals(configuration.get("issuer"))) {
      throw new FetchFailedException("the configuration is that of another issuer");
    }
    if (!(configuration.get("jwks_uri") instanceof String text)) {
      throw new FetchFailedException("the configuration has no jwks_uri");
    }
    try {
      URI address = KeyAddress.require(KeyAddress.parse(text));
      // An issuer out there has no say over what listens in here.
      if (KeyAddress.isLoopback(address) && !KeyAddress.isLoopback(document)) {
        throw new FetchFailedException("the jwks_uri is not https");
      }
      return address;
    } catch (IllegalArgumentException e) {
      throw new FetchFailedException("the jwks_uri is not an https address");
    }
  }

  private Map<String, @Nullable Object> read() throws FetchFailedException, InterruptedException {
    byte[] body = http.send(document, "application/json", null).body();
    try {
      return StrictJson.parse(body);
    } catch (StrictJson.InvalidJsonException e) {
      throw new FetchFailedException("the configuration is " + e.getMessage());
    }
  }
}
