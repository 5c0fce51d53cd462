package dev.gatepost.messages.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.gatepost.messages.Message;
import dev.gatepost.messages.Page;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes what the API answers with, as JSON in UTF-8. */
final class JsonWriter {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Else what lies beyond the first plane, such as emoji, would take three times the bytes.
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          // By default a thread keeps its buffers, which is of no use to a virtual one.
          .recyclerPool(JsonRecyclerPools.newConcurrentDequePool())
          .build();

  private JsonWriter() {}

  static byte[] message(Message message) {
    return write(json -> writeMessage(json, message));
  }

  static byte[] page(Page page) {
    return write(
        json -> {
          json.writeStartObject();
          json.writeArrayFieldStart("messages");
          for (Message message : page.messages()) {
            writeMessage(json, message);
          }
          json.writeEndArray();
          json.writeStringField("next", page.next().orElse(null));
          json.writeEndObject();
        });
  }

  static byte[] texts(List<Message> messages) {
    return write(
        json -> {
          json.writeStartArray();
          for (Message message : messages) {
            json.writeString(message.text());
          }
          json.writeEndArray();
        });
  }

  /** A problem document (RFC 9457 §3.1). */
  static byte[] problem(String type, String title, int status, String detail, String reason) {
    return write(
        json -> {
          json.writeStartObject();
          json.writeStringField("type", type);
          json.writeStringField("title", title);
          json.writeNumberField("status", status);
          json.writeStringField("detail", detail);
          if (!reason.isEmpty()) {
            json.writeStringField("reason", reason);
          }
          json.writeEndObject();
        });
  }

  private static void writeMessage(JsonGenerator json, Message message) throws IOException {
    json.writeStartObject();
    json.writeStringField("id", message.id());
    json.writeStringField("author", message.author());
    json.writeStringField("text", message.text());
    json.writeStringField("postedAt", Rfc3339.millis(message.postedAt()));
    json.writeEndObject();
  }

  private static byte[] write(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      content.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Something to write. */
  @FunctionalInterface
  private interface Content {
    void writeTo(JsonGenerator json) throws IOException;
  }
}
