package dev.gatepost.token;

import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where an issuer's public keys come from. Use one source for one issuer; it is safe for many
 * threads.
 *
 * <p>Keys that are not understood, private, symmetric, weak or not meant for signatures are left
 * out and reported, not fatal (RFC 7517 §5); a set without any usable key is refused.
 */
public abstract sealed class KeySource permits StaticKeySource, FileKeySource, RemoteKeySource {
  KeySource() {}

  /**
   * Keys that never change, from a JWKS (RFC 7517 §5).
   *
   * @param json the JWKS as JSON text, at most 1,024 Ki characters and 1,000 keys
   * @throws IllegalArgumentException if it is no JWKS or has no usable key; the message says why
   *     and quotes no key
   */
  public static KeySource ofJwks(String json) {
    return new StaticKeySource(Jwks.parse(json));
  }

  /**
   * As {@link #ofJwks}, from base64 of the JSON text in UTF-8, as environment variables carry it.
   * Both alphabets, padding or none, and line breaks are taken.
   *
   * @throws IllegalArgumentException as {@link #ofJwks}, and if the text is not base64
   */
  public static KeySource ofBase64Jwks(String base64) {
    String plain = base64.replaceAll("\\s", "").replace('-', '+').replace('_', '/');
    byte[] json;
    try {
      json = Base64.getDecoder().decode(plain);
    } catch (IllegalArgumentException e) {
      // The decoder's message quotes the text.
      throw new IllegalArgumentException("the JWKS is not base64");
    }
    return new StaticKeySource(Jwks.parse(json));
  }

  /**
   * The keys in a file: a JWKS as JSON text in UTF-8. The file is looked at when keys are asked
   * for, at most once a second, so that a change works from the first call that comes a second
   * after it. While the file is missing or broken, the keys that were read last stay in use, and
   * {@link #report} says so. Replace the file in one step (write another, then rename it).
   *
   * @throws IllegalArgumentException as {@link #ofJwks}, and if the file can't be read now
   */
  public static KeySource ofFile(Path jwks) {
    return FileKeySource.of(jwks);
  }

  /** As {@link #remote(URI, RemoteKeySettings)}, with the settings' defaults. */
  public static KeySource remote(URI jwks) {
    return remote(jwks, RemoteKeySettings.defaults());
  }

  /**
   * The keys at an address, fetched when they are first asked for, and kept. A key that the issuer
   * takes back is refused at most {@link RemoteKeySettings#maxFresh} later, and {@link
   * RemoteKeySettings#maxStale} beyond that if the issuer can't be reached: two days with the
   * defaults, in the worst case. {@link RemoteKeySettings} tells the rest, and who waits when.
   *
   * @param jwks the address of the JWKS: {@code https}, or {@code http} on the loopback
   * @throws IllegalArgumentException if the address is not such a one; nothing is fetched here
   */
  public static KeySource remote(URI jwks, RemoteKeySettings settings) {
    URI address = KeyAddress.require(jwks);
    return RemoteKeySource.of(address, new JwksFetch(HttpGet.of(settings), address), settings);
  }

  /** As {@link #discover(String, RemoteKeySettings)}, with the settings' defaults. */
  public static KeySource discover(String issuer) {
    return discover(issuer, RemoteKeySettings.defaults());
  }

  /**
   * As {@link #remote(URI, RemoteKeySettings)}, where the address is what the issuer's
   * configuration says (OpenID Connect Discovery 1.0 §4). The configuration must be of that very
   * issuer, and is read again every day and after the keys could not be fetched: keys that an
   * issuer moves to another address should be gone from the old one.
   *
   * @param issuer the issuer, as it stands in {@code iss}: an {@code https} URL without query, or
   *     an {@code http} one on the loopback
   * @throws IllegalArgumentException if the issuer is not such a one; nothing is fetched here
   */
  public static KeySource discover(String issuer, RemoteKeySettings settings) {
    Discovery discovery = new Discovery(issuer, HttpGet.of(settings), SteadyTime.system());
    return RemoteKeySource.of(discovery.document(), discovery, settings);
  }

  /** How the keys stand, and what became of each. Fetches nothing. */
  public abstract KeyReport report();

  /** Whether tokens can be verified at this moment. Fetches nothing. */
  public final boolean isUsable() {
    KeyReport.State state = report().state();
    return state == KeyReport.State.FRESH || state == KeyReport.State.STALE;
  }

  /**
   * Makes sure that there are keys to verify with, and fetches them if need be. Call it at start,
   * so that no request has to wait for the first fetch, and in a readiness check: where the keys
   * are at hand it costs nothing, and where the issuer fails it does not press.
   *
   * @throws KeysUnavailableException if the keys are out of reach
   */
  public abstract void load();

  /** The one issuer whose keys these can be, or null where that is not known. */
  @Nullable String issuer() {
    return null;
  }

  /**
   * The key for a token whose other claims look right.
   *
   * @throws TokenRejectedException if the issuer has no such key
   * @throws KeysUnavailableException if the keys are out of reach
   */
  abstract VerificationKey find(@Nullable String keyId, Algorithm algorithm)
      throws TokenRejectedException;
}
