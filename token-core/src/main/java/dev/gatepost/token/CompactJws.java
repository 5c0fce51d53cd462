package dev.gatepost.token;

import dev.gatepost.token.StrictJson.InvalidJsonException;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A token taken apart (RFC 7515 §7.1): three parts in canonical base64url, of which the first is
 * one JSON object. Nothing in it is proven.
 */
final class CompactJws {
  /** No issuer's header comes near it; beyond it lie attacks on the parser. */
  static final int MAX_HEADER_CHARS = 4 * 1024;

  // Nothing is ever added to it.
  private static final KnownHeaders NONE_KNOWN = new KnownHeaders();

  private final String compact;
  private final byte[] text;
  private final int payloadAt;
  private final int signatureAt;
  private final JoseHeader header;
  private final boolean headerKnown;
  private final byte[] payload;
  private final byte[] signature;

  private CompactJws(String compact, int payloadAt, int signatureAt, KnownHeaders known)
      throws TokenRejectedException {
    this.compact = compact;
    // What is beyond Latin-1 becomes "?", which base64url does not have.
    this.text = compact.getBytes(StandardCharsets.ISO_8859_1);
    this.payloadAt = payloadAt;
    this.signatureAt = signatureAt;
    JoseHeader seen = known.find(text, payloadAt - 1);
    this.headerKnown = seen != null;
    this.header =
        seen == null ? new JoseHeader(object("header", decode("header", 0, payloadAt - 1))) : seen;
    this.payload = decode("payload", payloadAt, signatureAt - 1);
    this.signature = decode("signature", signatureAt, text.length);
  }

  /** As {@link #parse(String, int, KnownHeaders)}, by itself. */
  static CompactJws parse(@Nullable String compact, int maxChars) throws TokenRejectedException {
    return parse(compact, maxChars, NONE_KNOWN);
  }

  /**
   * Takes a token apart.
   *
   * @param maxChars the longest token to look at
   * @param known headers that need not be read again
   */
  static CompactJws parse(@Nullable String compact, int maxChars, KnownHeaders known)
      throws TokenRejectedException {
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
    return new CompactJws(compact, first + 1, second + 1, known);
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
    requireAtMost(maxChars, text.length);
  }

  private static void requireAtMost(int maxChars, int length) throws TokenRejectedException {
    if (length > maxChars) {
      throw new TokenRejectedException(
          Reason.TOO_LARGE, "the token has " + length + " characters, more than " + maxChars);
    }
  }

  /** All of it, as it was sent. */
  String compact() {
    return compact;
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

  /** What the signature is over, header and payload as they were sent (RFC 7515 §5.2), goes in. */
  void updateWithSigningInput(Signature verifier) throws SignatureException {
    verifier.update(text, 0, signatureAt - 1);
  }

  /** Whether its header did not have to be read, for one like it was accepted before. */
  boolean hasKnownHeader() {
    return headerKnown;
  }

  /** The header as it was sent. */
  byte[] headerText() {
    return Arrays.copyOf(text, payloadAt - 1);
  }

  private byte[] decode(String part, int from, int to) throws TokenRejectedException {
    byte[] bytes = Base64Url.decode(text, from, to);
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
