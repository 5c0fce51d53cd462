package dev.gatepost.local.issuer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

/** Values that cannot be guessed: 256 random bits as 43 characters of base64url. */
final class Secrets {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");

  private Secrets() {}

  static String next() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return base64Url(bytes);
  }

  /** Whether the text looks like one, or like a SHA-256 hash, which has as many bits. */
  static boolean isWellFormed(String text) {
    return FORM.matcher(text).matches();
  }

  /** Compares in a time that does not tell how much was right. */
  static boolean equal(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** The base64url of the SHA-256 of ASCII text (RFC 7636 §4.2). */
  static String sha256(String ascii) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return base64Url(digest.digest(ascii.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String base64Url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
