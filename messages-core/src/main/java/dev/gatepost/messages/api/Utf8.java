package dev.gatepost.messages.api;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** UTF-8, read strictly (RFC 3629): bytes that are not are refused, never replaced. */
final class Utf8 {
  private Utf8() {}

  /**
   * The text of these bytes.
   *
   * @throws UnreadableRequestException if they are not UTF-8
   */
  static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new UnreadableRequestException("The request is not UTF-8.");
    }
  }
}
