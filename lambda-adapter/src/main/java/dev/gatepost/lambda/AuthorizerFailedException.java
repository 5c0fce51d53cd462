package dev.gatepost.lambda;

/** Nobody can say whether the request is to be let in. API Gateway answers with 500. */
public final class AuthorizerFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AuthorizerFailedException() {
    super("the issuer's keys are out of reach", null, false, false);
  }
}
