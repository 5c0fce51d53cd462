package dev.gatepost.messages.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.gatepost.messages.InvalidMessageException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code {"text":"…"}}. What is not JSON, strictly, cannot be understood; JSON that is
 * something else, or has members that we would have to ignore, is no valid message.
 */
final class JsonReader {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          // By default a thread keeps its buffers, which is of no use to a virtual one.
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // Names come from strangers: there is nothing to gain from keeping them.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(20).build())
          .build();

  private final JsonParser parser;
  private @Nullable String text;
  private @Nullable String complaint;

  private JsonReader(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * The text in a body.
   *
   * @throws UnreadableRequestException if it is not UTF-8 or not JSON
   * @throws InvalidMessageException if it is not an object with a text and nothing else
   */
  static String text(byte[] body) {
    try (JsonParser parser = JSON.createParser(Utf8.decode(body))) {
      return new JsonReader(parser).read();
    } catch (IOException e) {
      throw new UnreadableRequestException(
          "The body is not JSON, names a member twice, or is nested too deeply.");
    }
  }

  // Broken JSON is refused as such wherever it breaks, so all is read before anything is judged.
  private String read() throws IOException {
    if (parser.nextToken() == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        readMember(parser.currentName());
      }
    } else {
      parser.skipChildren();
      complaint = "The body must be a JSON object.";
    }
    if (parser.currentToken() == null || parser.nextToken() != null) {
      throw new UnreadableRequestException("The body must be one JSON value and nothing else.");
    }
    return judged();
  }

  private void readMember(String name) throws IOException {
    JsonToken value = parser.nextToken();
    if (!name.equals("text")) {
      complaint = "The body has a member other than text.";
    } else if (value == JsonToken.VALUE_STRING) {
      text = parser.getText();
    } else {
      complaint = "The member text must be a string.";
    }
    parser.skipChildren();
  }

  private String judged() {
    if (complaint != null) {
      throw new InvalidMessageException(complaint);
    }
    if (text == null) {
      throw new InvalidMessageException("The member text is missing.");
    }
    return text;
  }
}
