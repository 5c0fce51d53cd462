package dev.gatepost.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * A file of the page, ready to be sent.
 *
 * @param contentType with the charset where it is text
 * @param content not copied, and not to be changed
 * @param gzip the same, compressed; empty where that is not worth it; not to be changed
 * @param digest stands for exactly this content
 */
@SuppressWarnings("ArrayRecordComponent") // Files are neither compared nor copied.
record ClientFile(String contentType, byte[] content, byte[] gzip, String digest) {
  // A packet holds as much: to save less of it saves nobody time.
  private static final int WORTH_COMPRESSING = 1_400;

  private static final Set<String> COMPRESSED_ALREADY =
      Set.of("image/png", "image/gif", "image/x-icon", "font/woff", "font/woff2");

  static ClientFile of(String contentType, byte[] content) {
    boolean text = !COMPRESSED_ALREADY.contains(contentType);
    byte[] gzip = text && content.length > WORTH_COMPRESSING ? compress(content) : new byte[0];
    return new ClientFile(contentType, content, gzip, digest(content));
  }

  /** Whether there is a compressed form. */
  boolean isCompressed() {
    return gzip.length > 0;
  }

  /** The strong entity tag of one of its forms, with its quotes (RFC 9110 §8.8.3.3). */
  String etag(boolean compressed) {
    return '"' + digest + (compressed ? "-gzip" : "") + '"';
  }

  private static byte[] compress(byte[] content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
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
