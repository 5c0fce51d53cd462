package dev.gatepost.token;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token's header (RFC 7515 §4), with the rules it must keep. Keys that it may bring along ({@code
 * jwk}, {@code jku}, {@code x5u}, {@code x5c}) are not even read.
 */
final class JoseHeader {
  private static final Object ABSENT = new Object();

  private final Map<String, @Nullable Object> members;
  // Beside the rest, for of a header that is known they are all that is looked at.
  private final @Nullable Object keyId;
  private final @Nullable Object type;
  // Once it was asked for. Two threads that find none find the same.
  private @Nullable Algorithm algorithm;

  JoseHeader(Map<String, @Nullable Object> members) {
    this.members = members;
    this.keyId = member("kid");
    this.type = member("typ");
  }

  /**
   * The algorithm, once the header promises nothing that we would have to understand.
   *
   * @throws TokenRejectedException if it asks for an extension or names no algorithm of ours
   */
  Algorithm algorithm() throws TokenRejectedException {
    Algorithm known = algorithm;
    if (known == null) {
      known = readAlgorithm();
      algorithm = known;
    }
    return known;
  }

  private Algorithm readAlgorithm() throws TokenRejectedException {
    refuseExtensions();
    String name = string("alg", member("alg"));
    if (name == null) {
      throw new TokenRejectedException(Reason.MALFORMED, "the header has no alg");
    }
    Algorithm named = Algorithm.named(name);
    if (named == null) {
      throw new TokenRejectedException(
          Reason.UNSUPPORTED_ALGORITHM, "alg is " + Excerpt.of(name) + ", which is not accepted");
    }
    return named;
  }

  /** {@code kid}, or null if the token names no key. */
  @Nullable String keyId() throws TokenRejectedException {
    return string("kid", keyId);
  }

  /**
   * Refuses every type but that of an access token. Names are compared without regard to case (RFC
   * 7515 §4.1.9).
   *
   * @param accessTokenOnly whether {@code at+jwt} must be said (RFC 9068 §4)
   */
  void requireAccessToken(boolean accessTokenOnly) throws TokenRejectedException {
    String name = string("typ", type);
    if (name == null && !accessTokenOnly) {
      return;
    }
    boolean good =
        name != null
            && switch (name.toLowerCase(Locale.ROOT)) {
              case "at+jwt", "application/at+jwt" -> true;
              case "jwt" -> !accessTokenOnly;
              default -> false;
            };
    if (!good) {
      throw new TokenRejectedException(
          Reason.WRONG_TYPE,
          name == null ? "typ is missing" : "typ is " + Excerpt.of(name) + ", not an access token");
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
    if (isJwt(string("cty", member("cty")))) {
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

  private @Nullable Object member(String name) {
    return members.getOrDefault(name, ABSENT);
  }

  private static @Nullable String string(String name, @Nullable Object value)
      throws TokenRejectedException {
    if (value instanceof String text) {
      return text;
    }
    if (value != ABSENT) {
      throw new TokenRejectedException(
          Reason.MALFORMED, "the header's " + name + " is not a string");
    }
    return null;
  }
}
