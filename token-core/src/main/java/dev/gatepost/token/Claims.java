package dev.gatepost.token;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import org.jspecify.annotations.Nullable;

/**
 * A token's claims (RFC 7519 §4.1, RFC 9068 §2.2) with the JSON types they must have. Typed is not
 * proven: see {@link VerifiedToken}.
 */
final class Claims {
  private static final BigDecimal END_OF_TIME = BigDecimal.valueOf(253_402_300_800L); // year 10000

  private final Map<String, @Nullable Object> members;
  private final @Nullable String issuer;
  private final @Nullable String subject;
  private final List<String> audience;
  private final @Nullable Instant expiresAt;
  private final @Nullable Instant notBefore;
  private final @Nullable Instant issuedAt;
  private final Set<String> scopes;
  private final @Nullable String clientId;

  private Claims(Map<String, @Nullable Object> members) throws TokenRejectedException {
    this.members = members;
    this.issuer = nonEmptyString("iss");
    this.subject = nonEmptyString("sub");
    this.audience = strings("aud");
    this.expiresAt = instant("exp");
    this.notBefore = instant("nbf");
    this.issuedAt = instant("iat");
    this.scopes = readScopes();
    this.clientId = readClientId();
    string("jti");
  }

  static Claims parse(byte[] payload) throws TokenRejectedException {
    return new Claims(CompactJws.object("claims", payload));
  }

  @Nullable String issuer() {
    return issuer;
  }

  @Nullable String subject() {
    return subject;
  }

  /** {@code aud}; empty if there is none. */
  List<String> audience() {
    return audience;
  }

  @Nullable Instant expiresAt() {
    return expiresAt;
  }

  @Nullable Instant notBefore() {
    return notBefore;
  }

  @Nullable Instant issuedAt() {
    return issuedAt;
  }

  Set<String> scopes() {
    return scopes;
  }

  @Nullable String clientId() {
    return clientId;
  }

  boolean has(String name) {
    return members.containsKey(name);
  }

  Map<String, @Nullable Object> asMap() {
    return members;
  }

  private @Nullable String readClientId() throws TokenRejectedException {
    String rfc9068 = string("client_id");
    String okta = string("cid");
    String oidc = string("azp");
    if (rfc9068 != null) {
      return rfc9068;
    }
    return okta != null ? okta : oidc;
  }

  // RFC 8693 §4.2 has one string in "scope"; Okta has an array in "scp", Entra ID one string.
  private Set<String> readScopes() throws TokenRejectedException {
    Set<String> found = new LinkedHashSet<>();
    String scope = string("scope");
    if (scope != null) {
      addWords(found, scope);
    }
    if (members.get("scp") instanceof String words) {
      addWords(found, words);
    } else {
      found.addAll(strings("scp"));
    }
    return Collections.unmodifiableSet(found);
  }

  private static void addWords(Set<String> found, String text) {
    StringTokenizer words = new StringTokenizer(text, " ");
    while (words.hasMoreTokens()) {
      found.add(words.nextToken());
    }
  }

  private @Nullable String nonEmptyString(String name) throws TokenRejectedException {
    String text = string(name);
    if (text != null && text.isEmpty()) {
      throw invalid(name, "a non-empty string");
    }
    return text;
  }

  private @Nullable String string(String name) throws TokenRejectedException {
    Object value = members.get(name);
    if (value instanceof String text) {
      return text;
    }
    if (members.containsKey(name)) {
      throw invalid(name, "a string");
    }
    return null;
  }

  private List<String> strings(String name) throws TokenRejectedException {
    Object value = members.get(name);
    if (value instanceof String text) {
      return List.of(text);
    }
    if (!members.containsKey(name)) {
      return List.of();
    }
    if (!(value instanceof List<?> elements)) {
      throw invalid(name, "a string or an array of strings");
    }
    List<String> texts = new ArrayList<>(elements.size());
    for (Object element : elements) {
      if (!(element instanceof String text)) {
        throw invalid(name, "a string or an array of strings");
      }
      texts.add(text);
    }
    return Collections.unmodifiableList(texts);
  }

  // RFC 7519 §2, NumericDate: seconds since the epoch, not necessarily whole.
  private @Nullable Instant instant(String name) throws TokenRejectedException {
    Object value = members.get(name);
    if (value instanceof Long seconds && seconds >= 0 && seconds < END_OF_TIME.longValue()) {
      return Instant.ofEpochSecond(seconds);
    }
    if (value == null && !members.containsKey(name)) {
      return null;
    }
    BigDecimal seconds = decimal(value);
    if (seconds == null || seconds.signum() < 0 || seconds.compareTo(END_OF_TIME) >= 0) {
      throw invalid(name, "a number of seconds since 1970 in a sane range");
    }
    BigDecimal nanos = seconds.setScale(9, RoundingMode.DOWN);
    return Instant.ofEpochSecond(
        nanos.longValue(), nanos.remainder(BigDecimal.ONE).movePointRight(9).longValue());
  }

  private static @Nullable BigDecimal decimal(@Nullable Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    }
    return value instanceof BigInteger big ? new BigDecimal(big) : null;
  }

  private static TokenRejectedException invalid(String name, String expected) {
    return new TokenRejectedException(Reason.INVALID_CLAIM, name + " is not " + expected);
  }
}
