package dev.gatepost.token;

import java.util.List;

/**
 * A refused token. This is an answer, not a fault: it is checked, cheap, and says why.
 *
 * <p>The {@link #reason()} is for programs. The message is for the operator: it may quote short,
 * escaped values of the header or the claims, never the token or its signature, and is not meant
 * for the sender of the token.
 */
public final class TokenRejectedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;
  private final transient List<String> requiredScopes;

  TokenRejectedException(Reason reason, String message) {
    this(reason, message, List.of());
  }

  private TokenRejectedException(Reason reason, String message, List<String> requiredScopes) {
    // A rejection is an answer, not a fault: no stack trace, so that refusing stays cheap.
    super(message, null, false, false);
    this.reason = reason;
    this.requiredScopes = requiredScopes;
  }

  static TokenRejectedException insufficientScope(List<String> requiredScopes) {
    return new TokenRejectedException(
        Reason.INSUFFICIENT_SCOPE,
        "the token lacks a required scope of " + requiredScopes,
        requiredScopes);
  }

  /** Why the token was refused. */
  public Reason reason() {
    return reason;
  }

  /** Every scope that is needed, if that is what was missing; otherwise empty. */
  public List<String> requiredScopes() {
    return requiredScopes == null ? List.of() : requiredScopes;
  }
}
