package dev.gatepost.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.gatepost.messages.api.ApiResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Calls the function as the runtime does, and reads its answer as a gateway does. */
final class Invocation {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Invocation() {}

  /** An event of the test's resources. */
  static byte[] event(String name) {
    try (InputStream stream = Invocation.class.getResourceAsStream(name)) {
      return Objects.requireNonNull(stream, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ApiResponse call(MessagesHandler handler, byte[] event) {
    JsonNode answer = answer(handler, event);
    String headersName = answer.has("headers") ? "headers" : "multiValueHeaders";
    assertThat(answer.fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("statusCode", headersName, "body", "isBase64Encoded");
    assertThat(answer.get("isBase64Encoded").booleanValue()).isFalse();
    Map<String, String> headers = new HashMap<>();
    answer.get(headersName).properties().forEach(h -> headers.put(h.getKey(), only(h.getValue())));
    return new ApiResponse(
        answer.get("statusCode").intValue(),
        headers,
        answer.get("body").textValue().getBytes(StandardCharsets.UTF_8));
  }

  // A gateway answers 502 where a header is null.
  private static String only(JsonNode value) {
    JsonNode only = value.isArray() ? value.get(0) : value;
    assertThat(value.isArray() ? value.size() : 1).isEqualTo(1);
    assertThat(only.isTextual()).isTrue();
    return only.asText();
  }

  private static JsonNode answer(MessagesHandler handler, byte[] event) {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    try {
      handler.handleRequest(new ByteArrayInputStream(event), answer, null);
      return JSON.readTree(answer.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
