package dev.gatepost.local;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A file of the page, ready to be sent.
 *
 * @param contentType with the charset where it is text
 * @param content not copied, and not to be changed
 * @param etag a strong one, with its quotes: it stands for exactly this content
 */
@SuppressWarnings("ArrayRecordComponent") // Files are neither compared nor copied.
record ClientFile(String contentType, byte[] content, String etag) {
  static ClientFile of(String contentType, byte[] content) {
    return new ClientFile(contentType, content, '"' + digest(content) + '"');
  }

  private static String digest(byte[] content) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
      byte[] base64 = Base64.getUrlEncoder().withoutPadding().encode(digest);
      return new String(base64, StandardCharsets.US_ASCII);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
