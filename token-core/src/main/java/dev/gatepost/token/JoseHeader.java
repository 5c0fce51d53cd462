package dev.gatepost.token;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token's header (RFC 7515 §4), with the rules it must keep. Keys that it may bring along ({@code
 * jwk}, {@code jku}, {@code x5u}, {@code x5c}) are not even read.
 */
record JoseHeader(Map<String, @Nullable Object> members) {

  /**
   * The algorithm, once the header promises nothing that we would have to understand.
   *
   * @throws TokenRejectedException if it asks for an extension or names no algorithm of ours
   */
  Algorithm algorithm() throws TokenRejectedException {
    refuseExtensions();
    String name = string("alg");
    if (name == null) {
      throw new TokenRejectedException(Reason.MALFORMED, "the header has no alg");
    }
    Algorithm algorithm = Algorithm.named(name);
    if (algorithm == null) {
      throw new TokenRejectedException(
          Reason.UNSUPPORTED_ALGORITHM, "alg is " + Excerpt.of(name) + ", which is not accepted");
    }
    return algorithm;
  }

  /** {@code kid}, or null if the token names no key. */
  @Nullable String keyId() throws TokenRejectedException {
    return string("kid");
  }

  /**
   * Refuses every type but that of an access token. Names are compared without regard to case (RFC
   * 7515 §4.1.9).
   *
   * @param accessTokenOnly whether {@code at+jwt} must be said (RFC 9068 §4)
   */
  void requireAccessToken(boolean accessTokenOnly) throws TokenRejectedException {
    String type = string("typ");
    if (type == null && !accessTokenOnly) {
      return;
    }
    boolean good =
        type != null
            && switch (type.toLowerCase(Locale.ROOT)) {
              case "at+jwt", "application/at+jwt" -> true;
              case "jwt" -> !accessTokenOnly;
              default -> false;
            };
    if (!good) {
      throw new TokenRejectedException(
          Reason.WRONG_TYPE,
          type == null ? "typ is missing" : "typ is " + Excerpt.of(type) + ", not an access token");
    }
  }

  private void refuseExtensions() throws TokenRejectedException {
    if (members.containsKey("crit")) {
      throw new TokenRejectedException(
          Reason.UNSUPPORTED_CRITICAL_HEADER, "crit is there, and no extension is understood");
    }
    // RFC 7797 §3: true is what holds anyway, so it asks for nothing.
    if (members.containsKey("b64") && !Boolean.TRUE.equals(members.get("b64"))) {
      throw new TokenRejectedException(Reason.MALFORMED, "an unencoded payload (b64)");
    }
    if (members.containsKey("zip") || members.containsKey("enc")) {
      throw new TokenRejectedException(Reason.MALFORMED, "compressed or encrypted content");
    }
    // RFC 7519 §5.2: the claims of a nested token are not in this one.
    if (isJwt(string("cty"))) {
      throw new TokenRejectedException(Reason.MALFORMED, "a nested token (cty)");
    }
  }

  // RFC 7515 §4.1.10: a media type, which may leave "application/" out.
  private static boolean isJwt(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    int end = contentType.indexOf(';');
    String type = (end < 0 ? contentType : contentType.substring(0, end)).strip();
    return type.equalsIgnoreCase("jwt") || type.equalsIgnoreCase("application/jwt");
  }

  private @Nullable String string(String name) throws TokenRejectedException {
    Object value = members.get(name);
    if (value instanceof String text) {
      return text;
    }
    if (members.containsKey(name)) {
      throw new TokenRejectedException(
          Reason.MALFORMED, "the header's " + name + " is not a string");
    }
    return null;
  }
}
