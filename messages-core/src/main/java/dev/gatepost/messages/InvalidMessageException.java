package dev.gatepost.messages;

/** Something that breaks a rule for messages. Says which rule, never what was written. */
public final class InvalidMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String rule;

  /**
   * A broken rule.
   *
   * @param rule the rule as a sentence, without anything that was sent
   */
  public InvalidMessageException(String rule) {
    // A broken rule is an answer, not a fault: no stack trace, so that refusing stays cheap.
    super(rule, null, false, false);
    this.rule = rule;
  }

  /** The rule as a sentence that may be shown to the sender. */
  public String rule() {
    return rule;
  }
}
