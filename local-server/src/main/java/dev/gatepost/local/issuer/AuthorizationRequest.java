package dev.gatepost.local.issuer;

import org.jspecify.annotations.Nullable;

/**
 * What a client asks for when it sends somebody here to sign in: an authorization code, bound to a
 * secret of the client's by PKCE (RFC 7636 §4.3).
 *
 * @param back where the outcome goes
 * @param scopes what is asked for
 * @param codeChallenge the SHA-256 of the client's secret, in base64url
 * @param nonce to be repeated in the ID token
 * @param prompt whether to ask
 */
record AuthorizationRequest(
    ReturnAddress back,
    Scopes scopes,
    String codeChallenge,
    @Nullable String nonce,
    Prompt prompt) {

  /**
   * Reads what follows once the return address is known to be good.
   *
   * @throws RefusedException for the client to be told at its return address
   */
  static AuthorizationRequest parse(Parameters parameters, ReturnAddress back)
      throws RefusedException {
    refuseUnsupported(parameters);
    return new AuthorizationRequest(
        back,
        Scopes.of(parameters),
        codeChallenge(parameters),
        parameters.find("nonce").orElse(null),
        Prompt.of(parameters));
  }

  private static void refuseUnsupported(Parameters parameters) throws RefusedException {
    if (!parameters.require("response_type").equals("code")) {
      throw new RefusedException("unsupported_response_type", "response_type must be code");
    }
    if (!parameters.find("response_mode").orElse("query").equals("query")) {
      throw RefusedException.invalidRequest("response_mode must be query");
    }
    if (parameters.find("request").isPresent()) {
      throw new RefusedException("request_not_supported", "request objects are not supported");
    }
    if (parameters.find("request_uri").isPresent()) {
      throw new RefusedException("request_uri_not_supported", "request_uri is not supported");
    }
  }

  private static String codeChallenge(Parameters parameters) throws RefusedException {
    String challenge = parameters.require("code_challenge");
    // Left out, the method would be plain (RFC 7636 §4.3), which protects nothing.
    if (!parameters.find("code_challenge_method").orElse("plain").equals("S256")) {
      throw RefusedException.invalidRequest("code_challenge_method must be S256");
    }
    if (!Secrets.isWellFormed(challenge)) {
      throw RefusedException.invalidRequest("code_challenge is not a SHA-256 in base64url");
    }
    return challenge;
  }
}
