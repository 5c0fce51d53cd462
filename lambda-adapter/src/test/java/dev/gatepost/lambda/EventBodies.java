package dev.gatepost.lambda;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts bodies into events. */
final class EventBodies {
  private EventBodies() {}

  /** Puts it in as text or as base64; what is not UTF-8 can only be base64. None is left out. */
  static void put(Map<String, @Nullable Object> event, byte[] body, boolean isBinary) {
    boolean isBase64 = body.length > 0 && (isBinary || !isUtf8(body));
    event.put("isBase64Encoded", isBase64);
    if (isBase64) {
      event.put("body", Base64.getEncoder().encodeToString(body));
    } else if (body.length > 0) {
      event.put("body", new String(body, StandardCharsets.UTF_8));
    }
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
