package dev.gatepost.token;

import java.time.Duration;

/**
 * The issuer's keys could not be had, so nothing can be said about the token. This is a fault of
 * ours or the issuer's, not of the token: answer with 503, not with 401.
 */
public final class KeysUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Duration retryAfter;

  KeysUnavailableException(String message, Duration retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /** How long to wait before a new attempt makes sense. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
