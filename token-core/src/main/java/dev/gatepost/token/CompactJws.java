package dev.gatepost.token;

import dev.gatepost.token.StrictJson.InvalidJsonException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token taken apart (RFC 7515 §7.1): three parts in canonical base64url, of which the first is
 * one JSON object. Nothing in it is proven.
 */
final class CompactJws {
  /** No issuer's header comes near it; beyond it lie attacks on the parser. */
  static final int MAX_HEADER_CHARS = 4 * 1024;

  private final String compact;
  private final int signatureAt;
  private final JoseHeader header;
  private final byte[] payload;
  private final byte[] signature;

  private CompactJws(String compact, int payloadAt, int signatureAt) throws TokenRejectedException {
    this.compact = compact;
    this.signatureAt = signatureAt;
    this.header = new JoseHeader(object("header", decode("header", 0, payloadAt - 1)));
    this.payload = decode("payload", payloadAt, signatureAt - 1);
    this.signature = decode("signature", signatureAt, compact.length());
  }

  /**
   * Takes a token apart.
   *
   * @param maxChars the longest token to look at
   */
  static CompactJws parse(@Nullable String compact, int maxChars) throws TokenRejectedException {
    if (compact == null || compact.isEmpty()) {
      throw new TokenRejectedException(Reason.MALFORMED, "no token");
    }
    requireAtMost(maxChars, compact.length());
    int first = compact.indexOf('.');
    int second = compact.indexOf('.', first + 1);
    if (first < 0 || second < 0 || compact.indexOf('.', second + 1) >= 0) {
      throw new TokenRejectedException(
          Reason.MALFORMED, "not three parts: no signed token in compact form");
    }
    if (second + 1 == compact.length()) {
      throw new TokenRejectedException(Reason.MALFORMED, "the token is not signed");
    }
    if (first > MAX_HEADER_CHARS) {
      throw new TokenRejectedException(
          Reason.TOO_LARGE, "the header has more than " + MAX_HEADER_CHARS + " characters");
    }
    return new CompactJws(compact, first + 1, second + 1);
  }

  /** The members of one part that must be a JSON object. */
  static Map<String, @Nullable Object> object(String part, byte[] utf8)
      throws TokenRejectedException {
    try {
      return StrictJson.parse(utf8);
    } catch (InvalidJsonException e) {
      throw new TokenRejectedException(Reason.MALFORMED, part + ": " + e.getMessage());
    }
  }

  /** Refuses a token that is longer than that. */
  void requireAtMost(int maxChars) throws TokenRejectedException {
    requireAtMost(maxChars, compact.length());
  }

  private static void requireAtMost(int maxChars, int length) throws TokenRejectedException {
    if (length > maxChars) {
      throw new TokenRejectedException(
          Reason.TOO_LARGE, "the token has " + length + " characters, more than " + maxChars);
    }
  }

  JoseHeader header() {
    return header;
  }

  byte[] payload() {
    return payload;
  }

  byte[] signature() {
    return signature;
  }

  /** What the signature is over: header and payload as they were sent (RFC 7515 §5.2). */
  byte[] signingInput() {
    return compact.substring(0, signatureAt - 1).getBytes(StandardCharsets.ISO_8859_1);
  }

  private byte[] decode(String part, int from, int to) throws TokenRejectedException {
    byte[] bytes = Base64Url.decode(compact.substring(from, to));
    if (bytes == null) {
      throw new TokenRejectedException(
          Reason.MALFORMED, "the " + part + " is not canonical base64url");
    }
    return bytes;
  }

  /** Shows nothing: all of it is the token. */
  @Override
  public String toString() {
    return "CompactJws[…]";
  }
}
