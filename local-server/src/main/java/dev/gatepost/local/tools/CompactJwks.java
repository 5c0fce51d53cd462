package dev.gatepost.local.tools;

import dev.gatepost.token.KeyReport;
import dev.gatepost.token.KeySource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/**
 * A JWKS cut down to what verification needs, in base64, for an environment variable.
 *
 * @param base64 the value for {@code OIDC_JWKS} or {@code OKTA_KEYS}
 * @param report what became of each key; what is left out there is left out here
 */
record CompactJwks(String base64, KeyReport report) {
  /** AWS Lambda holds 4 KiB in all variables together; the others need some of it. */
  static final int MAX_CHARS = 3584;

  private static final List<String> NEEDED =
      List.of("kty", "kid", "use", "key_ops", "alg", "crv", "x", "y", "n", "e");

  /**
   * Cuts a set down.
   *
   * @throws IllegalArgumentException if it is no JWKS or has no usable key
   */
  static CompactJwks of(String json) {
    KeyReport report = KeySource.ofJwks(json).report();
    List<Map<String, Object>> kept = new ArrayList<>();
    List<?> keys = keys(json);
    for (int i = 0; i < keys.size(); i++) {
      if (report.entries().get(i).problem().isEmpty()) {
        kept.add(compact((Map<?, ?>) keys.get(i)));
      }
    }
    String compact = JsonUtil.toJson(Map.of("keys", kept));
    byte[] utf8 = compact.getBytes(StandardCharsets.UTF_8);
    return new CompactJwks(Base64.getEncoder().encodeToString(utf8), report);
  }

  boolean fits() {
    return base64.length() <= MAX_CHARS;
  }

  private static List<?> keys(String json) {
    try {
      return (List<?>) Objects.requireNonNull(JsonUtil.parseJson(json).get("keys"));
    } catch (JoseException e) {
      throw new IllegalArgumentException("the JWKS is not valid JSON");
    }
  }

  private static Map<String, Object> compact(Map<?, ?> key) {
    Map<String, Object> compact = new LinkedHashMap<>();
    for (String name : NEEDED) {
      Object value = key.get(name);
      if (value != null) {
        compact.put(name, value);
      }
    }
    return compact;
  }
}
