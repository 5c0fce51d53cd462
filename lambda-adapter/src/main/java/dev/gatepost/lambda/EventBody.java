package dev.gatepost.lambda;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The body in an event: text, or base64 where the gateway takes the content for binary. */
final class EventBody {
  private EventBody() {}

  /**
   * The bytes as they were sent; none where there is no body.
   *
   * @throws UnsupportedEventException if they are said to be base64 and are not
   */
  static byte[] of(JsonObject event) {
    String body = event.text("body").orElse("");
    return event.flag("isBase64Encoded") ? decode(body) : body.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new UnsupportedEventException("the event's body is not base64");
    }
  }
}
