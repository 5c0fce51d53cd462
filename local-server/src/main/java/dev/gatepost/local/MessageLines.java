package dev.gatepost.local;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import dev.gatepost.messages.InvalidMessageException;
import dev.gatepost.messages.Message;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Messages as lines of JSON: {@code {"id":…,"author":…,"text":…,"postedAt":…}}. */
final class MessageLines {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final Set<String> MEMBERS = Set.of("id", "author", "text", "postedAt");

  private MessageLines() {}

  /** A line without its end. */
  static String write(Message message) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("id", message.id());
      json.writeStringField("author", message.author());
      json.writeStringField("text", message.text());
      json.writeStringField("postedAt", message.postedAt().toString());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return line.toString();
  }

  /**
   * The message of a line.
   *
   * @throws IllegalArgumentException if there is none; its message quotes nothing of the line
   */
  static Message read(String line) {
    try {
      Map<String, String> members = members(line);
      if (!members.keySet().equals(MEMBERS)) {
        throw new IllegalArgumentException("it needs id, author, text and postedAt, and no more");
      }
      return new Message(
          members.getOrDefault("id", ""),
          members.getOrDefault("author", ""),
          members.getOrDefault("text", ""),
          Instant.parse(members.getOrDefault("postedAt", "")));
    } catch (InvalidMessageException e) {
      throw new IllegalArgumentException(e.rule());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("postedAt is not a time such as 2030-01-01T00:00:00Z");
    } catch (IOException e) {
      // What the parser says quotes the line.
      throw new IllegalArgumentException("it is not a JSON object of strings");
    }
  }

  private static Map<String, String> members(String line) throws IOException {
    try (JsonParser json = JSON.createParser(line)) {
      Map<String, String> members = new HashMap<>();
      require(json.nextToken() == JsonToken.START_OBJECT);
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String name = json.currentName();
        require(json.nextToken() == JsonToken.VALUE_STRING);
        members.put(name, json.getText());
      }
      require(json.currentToken() == JsonToken.END_OBJECT && json.nextToken() == null);
      return members;
    }
  }

  private static void require(boolean right) throws IOException {
    if (!right) {
      throw new IOException();
    }
  }
}
