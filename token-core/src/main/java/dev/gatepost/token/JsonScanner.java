package dev.gatepost.token;

import dev.gatepost.token.StrictJson.InvalidJsonException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** The characters of a JSON text, taken one after the other. */
final class JsonScanner {
  /** What comes where nothing more does. */
  static final int END = -1;

  private static final int MAX_DIGITS = 64;
  private static final int MAX_SCALE = 400;
  private static final int LONG_DIGITS = 18;

  private final byte[] utf8;
  private final Charset charset;
  private int at;

  /**
   * From the beginning.
   *
   * @throws InvalidJsonException if the octets are not UTF-8
   */
  JsonScanner(byte[] utf8) throws InvalidJsonException {
    this.utf8 = utf8;
    // ASCII is by far the most common, and what a string is made of soonest when read as this.
    boolean ascii = JsonOctets.areAscii(utf8);
    this.charset = ascii ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    if (!ascii) {
      requireUtf8();
    }
  }

  // All at once: a decoder for each of many short strings is dear.
  private void requireUtf8() throws InvalidJsonException {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
    } catch (CharacterCodingException e) {
      throw new InvalidJsonException("not valid UTF-8");
    }
  }

  /** The next character that is no white space (RFC 8259 §2), or {@link #END}. */
  int next() {
    while (at < utf8.length) {
      byte c = utf8[at++];
      if (c > ' ' || (c != ' ' && c != '\n' && c != '\r' && c != '\t')) {
        return c & 0xff;
      }
    }
    return END;
  }

  void require(boolean valid) throws InvalidJsonException {
    if (!valid) {
      throw new InvalidJsonException("not valid JSON");
    }
  }

  /** Takes the rest of a word of which the first letter was taken. */
  void rest(String word) throws InvalidJsonException {
    for (int i = 1; i < word.length(); i++) {
      require(peek() == word.charAt(i));
      at++;
    }
  }

  /** A string whose opening quotation mark was taken. */
  String string() throws InvalidJsonException {
    String text = plain();
    int end = take();
    require(end == '"' || end == '\\');
    return end == '"' ? text : new JsonString(this, text).rest();
  }

  /** Up to the next quotation mark or backslash, which is not taken. */
  String plain() {
    int start = at;
    at = JsonOctets.endOfPlain(utf8, start);
    return new String(utf8, start, at - start, charset);
  }

  /** The next character, whatever it is; it is taken. */
  int take() throws InvalidJsonException {
    require(at < utf8.length);
    return utf8[at++] & 0xff;
  }

  private int peek() {
    return at < utf8.length ? utf8[at] & 0xff : END;
  }

  /** A number (RFC 8259 §6) of which the first character was taken, if it is one. */
  Number number(int taken) throws InvalidJsonException {
    require(taken != END);
    int start = --at;
    if (peek() == '-') {
      at++;
    }
    int first = at;
    int digits = digits();
    require(digits == 1 || utf8[first] != '0');
    boolean whole = true;
    if (peek() == '.') {
      whole = false;
      at++;
      digits += digits();
    }
    if (peek() == 'e' || peek() == 'E') {
      whole = false;
      at++;
      if (peek() == '+' || peek() == '-') {
        at++;
      }
      digits += digits();
    }
    require(digits <= MAX_DIGITS);
    String text = new String(utf8, start, at - start, StandardCharsets.ISO_8859_1);
    return whole ? integer(text, digits) : decimal(text);
  }

  /** How many there are, one at least. */
  private int digits() throws InvalidJsonException {
    int from = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    require(at > from);
    return at - from;
  }

  private static Number integer(String text, int digits) {
    if (digits <= LONG_DIGITS) {
      return Long.parseLong(text);
    }
    BigInteger number = new BigInteger(text);
    return number.bitLength() < Long.SIZE ? (Number) number.longValue() : number;
  }

  private static BigDecimal decimal(String text) throws InvalidJsonException {
    try {
      BigDecimal number = new BigDecimal(text);
      // A few characters can name a number whose digits fill the memory once it is computed with.
      if (Math.abs((long) number.scale()) <= MAX_SCALE) {
        return number;
      }
    } catch (NumberFormatException e) {
      // An exponent that does not fit an int: valid JSON, but no BigDecimal.
    }
    throw new InvalidJsonException("a number out of range");
  }
}
