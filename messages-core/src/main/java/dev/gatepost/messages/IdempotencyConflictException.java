package dev.gatepost.messages;

/** An idempotency key came again, with another text. Nothing was kept. */
public final class IdempotencyConflictException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  IdempotencyConflictException() {
    // An answer, not a fault: no stack trace.
    super("the author has used this idempotency key for another text", null, false, false);
  }
}
