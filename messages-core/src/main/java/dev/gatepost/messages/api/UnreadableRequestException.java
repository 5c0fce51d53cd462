package dev.gatepost.messages.api;

/**
 * A request that cannot be understood. The message is a sentence that may be shown to its sender.
 */
final class UnreadableRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableRequestException(String message) {
    // An answer, not a fault: no stack trace, and no cause, for a parser's words quote its input.
    super(message, null, false, false);
  }
}
