package dev.gatepost.token;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Where an issuer's public keys come from. Use one source for one issuer; it is safe for many
 * threads.
 *
 * <p>Keys that are not understood, private, symmetric, weak or not meant for signatures are left
 * out and reported, not fatal (RFC 7517 §5); a set without any usable key is refused.
 */
public abstract sealed class KeySource permits StaticKeySource {
  KeySource() {}

  /**
   * Keys that never change, from a JWKS (RFC 7517 §5).
   *
   * @param json the JWKS as JSON text, at most 256 Ki characters
   * @throws IllegalArgumentException if it is no JWKS or has no usable key; the message says why
   *     and quotes no key
   */
  public static KeySource ofJwks(String json) {
    return new StaticKeySource(Jwks.parse(json));
  }

  /**
   * As {@link #ofJwks}, from base64 of the JSON text, as environment variables carry it. Both
   * alphabets, padding or none, and line breaks are taken.
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
    return ofJwks(new String(json, StandardCharsets.UTF_8));
  }

  /** What became of each key of the set in use. */
  public abstract KeyReport report();

  /**
   * The key for a token whose other claims look right.
   *
   * @throws TokenRejectedException if the issuer has no such key
   * @throws KeysUnavailableException if the keys are out of reach
   */
  abstract VerificationKey find(@Nullable String keyId, Algorithm algorithm)
      throws TokenRejectedException;
}
