package dev.gatepost.messages.api;

/** A request that cannot be understood. */
final class UnreadableRequestException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String detail;

  UnreadableRequestException(String detail) {
    // An answer, not a fault: no stack trace, and no cause, for a parser's words quote its input.
    super(detail, null, false, false);
    this.detail = detail;
  }

  /** What is wrong, as a sentence that may be shown to the sender. */
  String detail() {
    return detail;
  }
}
