package dev.gatepost.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatepost.messages.api.ApiResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * Writes an answer in the form that HTTP APIs, function URLs and REST APIs understand alike. The
 * API's answers are JSON, so the body goes as text, never as base64.
 */
final class GatewayAnswer {
  private static final JsonFactory JSON = new JsonFactory();

  private GatewayAnswer() {}

  /** Writes the answer and closes the stream. */
  static void write(ApiResponse response, OutputStream answer) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(answer)) {
      json.writeStartObject();
      json.writeNumberField("statusCode", response.status());
      json.writeObjectFieldStart("headers");
      for (Map.Entry<String, String> header : response.headers().entrySet()) {
        json.writeStringField(header.getKey(), header.getValue());
      }
      json.writeEndObject();
      json.writeFieldName("body");
      json.writeUTF8String(response.body(), 0, response.body().length);
      json.writeBooleanField("isBase64Encoded", false);
      json.writeEndObject();
    }
  }
}
