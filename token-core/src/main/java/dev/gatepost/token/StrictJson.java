package dev.gatepost.token;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
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
 */
final class StrictJson {
  /** Deeper than any claim in the field, and far from the end of any stack. */
  static final int MAX_DEPTH = 64;

  private static final int MAX_SCALE = 400;

  // Names are the sender's choice: a shared table of them would be theirs to fill.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          // By default a thread keeps its buffers, which is of no use to a virtual one.
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(64)
                  .build())
          .build();

  private StrictJson() {}

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
    return parse(decode(utf8));
  }

  /** As {@link #parse(byte[])}, from text. */
  static Map<String, @Nullable Object> parse(String text) throws InvalidJsonException {
    try (JsonParser parser = FACTORY.createParser(text)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new InvalidJsonException("not a JSON object");
      }
      Map<String, @Nullable Object> members = object(parser);
      if (parser.nextToken() != null) {
        throw new InvalidJsonException("something follows the JSON object");
      }
      return members;
    } catch (IOException e) {
      throw new InvalidJsonException("not valid JSON");
    }
  }

  private static String decode(byte[] utf8) throws InvalidJsonException {
    for (byte b : utf8) {
      if (b < 0) {
        return decodeBeyondAscii(utf8);
      }
    }
    return new String(utf8, StandardCharsets.ISO_8859_1);
  }

  private static String decodeBeyondAscii(byte[] utf8) throws InvalidJsonException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
    } catch (CharacterCodingException e) {
      throw new InvalidJsonException("not valid UTF-8");
    }
  }

  private static Map<String, @Nullable Object> object(JsonParser parser)
      throws IOException, InvalidJsonException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = paired(parser.currentName());
      if (members.containsKey(name)) {
        throw new InvalidJsonException("a member stands twice");
      }
      parser.nextToken();
      members.put(name, value(parser));
    }
    return Collections.unmodifiableMap(members);
  }

  private static List<@Nullable Object> array(JsonParser parser)
      throws IOException, InvalidJsonException {
    List<@Nullable Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return Collections.unmodifiableList(elements);
  }

  private static @Nullable Object value(JsonParser parser)
      throws IOException, InvalidJsonException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> paired(parser.getText());
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> decimal(parser);
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new InvalidJsonException("not valid JSON");
    };
  }

  private static Number integer(JsonParser parser) throws IOException {
    return parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
        ? parser.getBigIntegerValue()
        : (Number) parser.getLongValue();
  }

  private static BigDecimal decimal(JsonParser parser) throws IOException, InvalidJsonException {
    try {
      BigDecimal number = parser.getDecimalValue();
      // A few characters can name a number whose digits fill the memory once it is computed with.
      if (Math.abs((long) number.scale()) <= MAX_SCALE) {
        return number;
      }
    } catch (NumberFormatException e) {
      // An exponent that does not fit an int: valid JSON, but no BigDecimal.
    }
    throw new InvalidJsonException("a number out of range");
  }

  private static String paired(String text) throws InvalidJsonException {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i)) && !isPaired(text, i)) {
        throw new InvalidJsonException("an unpaired surrogate");
      }
    }
    return text;
  }

  private static boolean isPaired(String text, int i) {
    return Character.isHighSurrogate(text.charAt(i))
        ? i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
  }
}
