package dev.gatepost.local.issuer;

/**
 * A request was refused: an answer, not a fault. Each endpoint says it in its own way: as JSON, by
 * a redirect, or on a page.
 */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String error;

  /**
   * Refuses.
   *
   * @param error the code that OAuth 2.0 or OpenID Connect has for it, such as {@code
   *     invalid_request}
   * @param description in English, for the client's developer, in the characters that RFC 6749 §5.2
   *     allows; quotes nothing of the request
   */
  RefusedException(String error, String description) {
    super(description, null, false, false);
    this.error = error;
  }

  /** The request breaks the protocol. */
  static RefusedException invalidRequest(String description) {
    return new RefusedException("invalid_request", description);
  }

  /** The code or the refresh token is not good, or not for this request. */
  static RefusedException invalidGrant(String description) {
    return new RefusedException("invalid_grant", description);
  }

  String error() {
    return error;
  }

  String description() {
    return String.valueOf(getMessage());
  }
}
