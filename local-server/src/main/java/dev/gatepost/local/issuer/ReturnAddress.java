package dev.gatepost.local.issuer;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where the browser takes the outcome of a sign-in: a registered address of a known client. So long
 * as a request has not given one, nobody is sent anywhere (RFC 6749 §4.1.2.1).
 *
 * @param issuer named in every outcome, so that a client of several is not confused (RFC 9207)
 * @param redirectUri exactly as registered, without a query
 * @param state what the client wants to have back
 */
record ReturnAddress(String issuer, String redirectUri, @Nullable String state) {
  /**
   * That of an authorization request.
   *
   * @throws RefusedException if the client is not known, or the address not registered
   */
  static ReturnAddress of(Parameters parameters, Registration registration)
      throws RefusedException {
    if (!parameters.require("client_id").equals(Registration.WEB_CLIENT)) {
      throw RefusedException.invalidRequest("client_id is not known here");
    }
    String redirectUri = parameters.require("redirect_uri");
    if (!registration.redirectUris().contains(redirectUri)) {
      throw RefusedException.invalidRequest("redirect_uri is not registered for this client");
    }
    String state = parameters.find("state").orElse(null);
    return new ReturnAddress(registration.issuer(), redirectUri, state);
  }

  /** The address with an authorization code (RFC 6749 §4.1.2). */
  String withCode(String code) {
    return redirectUri + "?code=" + encode(code) + common();
  }

  /** The address with an error (RFC 6749 §4.1.2.1). */
  String withRefusal(RefusedException refused) {
    return redirectUri
        + "?error="
        + encode(refused.error())
        + "&error_description="
        + encode(refused.description())
        + common();
  }

  private String common() {
    return "&iss=" + encode(issuer) + (state == null ? "" : "&state=" + encode(state));
  }

  private static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
