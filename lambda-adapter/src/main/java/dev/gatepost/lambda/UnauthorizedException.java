package dev.gatepost.lambda;

/**
 * Refuses a request in the one way in which API Gateway answers with 401: an error of this very
 * message.
 */
public final class UnauthorizedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnauthorizedException() {
    super("Unauthorized", null, false, false);
  }
}
