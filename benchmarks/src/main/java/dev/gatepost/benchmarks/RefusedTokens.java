package dev.gatepost.benchmarks;

import dev.gatepost.token.Reason;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jose4j.lang.JoseException;

/** Tokens with one fault each, signed as a good one is. */
final class RefusedTokens {
  /** The scope that a good token has, and the one in question has not. */
  static final String SCOPE = "messages:write";

  private static final String ISSUER = SampleTokens.ISSUER;
  private static final String AUDIENCE = SampleTokens.AUDIENCE;

  private final SampleTokens samples;
  private final Instant now = Instant.now();
  private final String claims = SampleTokens.claims(0, ISSUER, AUDIENCE, now);

  RefusedTokens(SampleTokens samples) {
    this.samples = samples;
  }

  /** A token to be refused for that reason. */
  String of(Reason reason) throws Exception {
    return switch (reason) {
      case MALFORMED -> samples.sign(claims.substring(0, claims.length() - 1));
      case TOO_LARGE -> large(1024 * 1024, claims);
      case WRONG_TYPE -> signed("\"alg\":\"RS256\",\"typ\":\"logout+jwt\"", samples.keyId());
      case UNSUPPORTED_ALGORITHM -> signed("\"alg\":\"HS256\"", samples.keyId());
      case UNSUPPORTED_CRITICAL_HEADER ->
          signed("\"alg\":\"RS256\",\"crit\":[\"exp\"],\"exp\":1", samples.keyId());
      case UNKNOWN_KEY -> signed("\"alg\":\"RS256\"", "another");
      // Not another key's, which may be too large a number to be looked at.
      case BAD_SIGNATURE -> spoilt(samples.sign(claims));
      case WRONG_ISSUER -> samples.token(0, ISSUER + "/another", AUDIENCE, now);
      case WRONG_AUDIENCE -> samples.token(0, ISSUER, AUDIENCE + "/another", now);
      case EXPIRED -> samples.sign(expired());
      case NOT_YET_VALID -> samples.sign(with("\"nbf\":" + now.plusSeconds(3600).getEpochSecond()));
      case MISSING_CLAIM -> samples.sign(claims.replace("\"exp\":", "\"expires\":"));
      case INVALID_CLAIM -> samples.sign(claims.replaceFirst("\"exp\":\\d+", "\"exp\":\"never\""));
      case INSUFFICIENT_SCOPE -> samples.sign(claims.replace(SCOPE, "messages:read"));
    };
  }

  /** A token of that many characters, or up to two less, that would be good if it were shorter. */
  String large(int chars) throws JoseException {
    return large(chars, claims);
  }

  /** As {@link #large(int)}, but expired. */
  String largeExpired(int chars) throws JoseException {
    return large(chars, expired());
  }

  /** As {@link #large(int)}, with a character near the end of its claims that is not base64url. */
  String largeWithJunk(int chars) throws JoseException {
    String token = large(chars);
    int end = token.lastIndexOf('.');
    return token.substring(0, end - 9) + "!" + token.substring(end - 8);
  }

  /** The token with one character of its signature changed. */
  static String spoilt(String token) {
    int middle = (token.lastIndexOf('.') + token.length()) / 2;
    char other = token.charAt(middle) == 'A' ? 'B' : 'A';
    return token.substring(0, middle) + other + token.substring(middle + 1);
  }

  private String expired() {
    return SampleTokens.claims(0, ISSUER, AUDIENCE, now.minus(Duration.ofDays(2)));
  }

  // The groups of a person, as some issuers name all of them.
  private String large(int chars, String claims) throws JoseException {
    String group = "\"7c9e6679-7425-40de-944b-e07fc1f90ae7\"";
    int free = (chars - samples.sign(claims).length()) / 4 * 3 - 32;
    String groups =
        IntStream.range(0, free / (group.length() + 1))
            .mapToObj(i -> group)
            .collect(Collectors.joining(",", "\"groups\":[", "]"));
    String rest = "x".repeat(free % (group.length() + 1));
    return samples.sign(with(claims, groups + ",\"rest\":\"" + rest + "\""));
  }

  private String with(String member) {
    return with(claims, member);
  }

  private static String with(String claims, String member) {
    return claims.substring(0, claims.length() - 1) + "," + member + "}";
  }

  // What no library would sign.
  private String signed(String header, String keyId) throws GeneralSecurityException {
    String input = base64("{" + header + ",\"kid\":\"" + keyId + "\"}") + "." + base64(claims);
    Signature signer = Signature.getInstance("SHA256withRSA");
    signer.initSign(samples.privateKey());
    signer.update(input.getBytes(StandardCharsets.US_ASCII));
    return input + "." + base64(signer.sign());
  }

  private static String base64(String text) {
    return base64(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
