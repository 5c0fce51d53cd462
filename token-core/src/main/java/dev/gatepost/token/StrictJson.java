package dev.gatepost.token;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One JSON object and nothing else, read without leniency (RFC 8259, RFC 7493): valid UTF-8 without
 * a byte order mark, no member named twice at any depth, no unpaired surrogate, nothing behind it.
 *
 * <p>It is read here and by no library because a stranger's token is what costs most: a general
 * parser takes several times as long, keeps its buffers with threads that virtual ones do not
 * share, and says that something is wrong with an exception that has a stack trace.
 */
final class StrictJson {
  /** Deeper than any claim in the field, and far from the end of any stack. */
  static final int MAX_DEPTH = 64;

  private final JsonScanner scanner;
  private int depth;

  private StrictJson(byte[] utf8) throws InvalidJsonException {
    this.scanner = new JsonScanner(utf8);
  }

  /** The bytes are not what was asked for. The message quotes nothing of them. */
  static final class InvalidJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidJsonException(String message) {
      super(message, null, false, false);
    }
  }

  /**
   * The members of the object, unmodifiable at every depth. Values are as {@link
   * VerifiedToken#claims} says.
   */
  static Map<String, @Nullable Object> parse(byte[] utf8) throws InvalidJsonException {
    return new StrictJson(utf8).document();
  }

  /** As {@link #parse(byte[])}, from text. */
  static Map<String, @Nullable Object> parse(String text) throws InvalidJsonException {
    try {
      ByteBuffer utf8 = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[utf8.remaining()];
      utf8.get(bytes);
      return parse(bytes);
    } catch (CharacterCodingException e) {
      throw new InvalidJsonException("an unpaired surrogate");
    }
  }

  private Map<String, @Nullable Object> document() throws InvalidJsonException {
    int first = scanner.next();
    if (first != '{') {
      value(first); // An operator is told rubbish from JSON of another kind.
      throw new InvalidJsonException("not a JSON object");
    }
    Map<String, @Nullable Object> members = object();
    if (scanner.next() != JsonScanner.END) {
      throw new InvalidJsonException("something follows the JSON object");
    }
    return members;
  }

  private @Nullable Object value(int first) throws InvalidJsonException {
    return switch (first) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> scanner.string();
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", null);
      default -> scanner.number(first);
    };
  }

  // Behind its opening brace.
  private Map<String, @Nullable Object> object() throws InvalidJsonException {
    goDeeper();
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    int next = scanner.next();
    while (next != '}' || !members.isEmpty()) {
      scanner.require(next == '"');
      String name = scanner.string();
      if (members.containsKey(name)) {
        throw new InvalidJsonException("a member stands twice");
      }
      scanner.require(scanner.next() == ':');
      members.put(name, value(scanner.next()));
      next = scanner.next();
      if (next == '}') {
        break;
      }
      scanner.require(next == ',');
      next = scanner.next();
    }
    depth--;
    return Collections.unmodifiableMap(members);
  }

  // Behind its opening bracket.
  private List<@Nullable Object> array() throws InvalidJsonException {
    goDeeper();
    List<@Nullable Object> elements = new ArrayList<>();
    int next = scanner.next();
    while (next != ']' || !elements.isEmpty()) {
      elements.add(value(next));
      next = scanner.next();
      if (next == ']') {
        break;
      }
      scanner.require(next == ',');
      next = scanner.next();
    }
    depth--;
    return Collections.unmodifiableList(elements);
  }

  private void goDeeper() throws InvalidJsonException {
    scanner.require(++depth <= MAX_DEPTH);
  }

  private @Nullable Object literal(String word, @Nullable Object value)
      throws InvalidJsonException {
    scanner.rest(word);
    return value;
  }
}
