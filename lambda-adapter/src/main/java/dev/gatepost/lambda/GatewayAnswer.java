package dev.gatepost.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.gatepost.lambda.GatewayRequest.AnswerForm;
import dev.gatepost.messages.api.ApiResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * Writes an answer as gateways and load balancers understand it. The API's answers are JSON, so the
 * body goes as text, never as base64.
 */
final class GatewayAnswer {
  private static final JsonFactory JSON = new JsonFactory();

  private GatewayAnswer() {}

  /** Writes the answer and closes the stream. */
  static void write(ApiResponse response, AnswerForm form, OutputStream answer) throws IOException {
    try (JsonGenerator json = JSON.createGenerator(answer)) {
      json.writeStartObject();
      json.writeNumberField("statusCode", response.status());
      writeHeaders(response.headers(), form, json);
      json.writeFieldName("body");
      json.writeUTF8String(response.body(), 0, response.body().length);
      json.writeBooleanField("isBase64Encoded", false);
      json.writeEndObject();
    }
  }

  private static void writeHeaders(Map<String, String> headers, AnswerForm form, JsonGenerator json)
      throws IOException {
    boolean multiple = form == AnswerForm.MULTI_VALUE_HEADERS;
    json.writeObjectFieldStart(multiple ? "multiValueHeaders" : "headers");
    for (Map.Entry<String, String> header : headers.entrySet()) {
      json.writeFieldName(header.getKey());
      if (multiple) {
        json.writeArray(new String[] {header.getValue()}, 0, 1);
      } else {
        json.writeString(header.getValue());
      }
    }
    json.writeEndObject();
  }
}
