package dev.gatepost.local.tools;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * What a token says of itself, read without any check. Good for guessing what its holder meant it
 * for, and for nothing else.
 *
 * @param issuer {@code iss}, or null if it can't be read
 * @param audience the first {@code aud}, or null if it can't be read
 */
record UnprovenClaims(@Nullable String issuer, @Nullable String audience) {

  static UnprovenClaims of(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3) {
      return new UnprovenClaims(null, null);
    }
    try {
      byte[] json = Base64.getUrlDecoder().decode(parts[1]);
      Map<String, Object> claims = JsonUtil.parseJson(new String(json, StandardCharsets.UTF_8));
      return new UnprovenClaims(text(claims.get("iss")), text(first(claims.get("aud"))));
    } catch (IllegalArgumentException | JoseException e) {
      return new UnprovenClaims(null, null);
    }
  }

  private static @Nullable Object first(@Nullable Object value) {
    return value instanceof List<?> values && !values.isEmpty() ? values.get(0) : value;
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text && !text.isBlank() ? text : null;
  }
}
