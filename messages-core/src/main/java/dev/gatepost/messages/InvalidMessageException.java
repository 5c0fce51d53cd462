package dev.gatepost.messages;

/**
 * Something that breaks a rule for messages. The exception's message names the rule, never what was
 * written, and may be shown to the sender.
 */
public final class InvalidMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A broken rule.
   *
   * @param message the rule as a sentence, without anything that was sent
   */
  public InvalidMessageException(String message) {
    // A broken rule is an answer, not a fault: no stack trace, so that refusing stays cheap.
    super(message, null, false, false);
  }
}
