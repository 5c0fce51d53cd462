package dev.gatepost.token.http;

import dev.gatepost.token.KeysUnavailableException;
import dev.gatepost.token.Reason;
import dev.gatepost.token.TokenRejectedException;
import dev.gatepost.token.http.RequestGuard.Refused;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The answers to requests that are not let in (RFC 6750 §3, RFC 9457). Every text in them is chosen
 * here: nothing of a token reaches a header or a body.
 */
final class Refusals {
  private Refusals() {}

  /** RFC 6750 §3.1: a request without authentication is told how to, but not of an error. */
  static Refused noToken() {
    return refused(
        401, "unauthorized", "Sign-in needed", "A bearer token is needed.", "", "Bearer");
  }

  static Refused invalidRequest(String detail) {
    return refused(
        400,
        "invalid-request",
        "Invalid request",
        "The request carries " + detail + ".",
        "",
        "Bearer error=\"invalid_request\"");
  }

  static Refused of(TokenRejectedException rejection) {
    Reason reason = rejection.reason();
    String text = reason.clientText();
    String member = ",\"reason\":\"" + reason.label() + "\"";
    String challenge =
        "Bearer error=\"" + reason.rfc6750Error() + "\", error_description=\"" + text + "\"";
    if (reason == Reason.INSUFFICIENT_SCOPE) {
      String scopes = String.join(" ", rejection.requiredScopes());
      return refused(
          403,
          "insufficient-scope",
          "Not allowed",
          text,
          member,
          challenge + ", scope=\"" + scopes + "\"");
    }
    return refused(401, "invalid-token", "Token refused", text, member, challenge);
  }

  static Refused of(KeysUnavailableException fault) {
    Duration wait = fault.retryAfter();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("retry-after", Long.toString(Math.max(1, wait.toSeconds())));
    return new Refused(
        503,
        withBasics(headers),
        problem(
            503,
            "keys-unavailable",
            "Keys unavailable",
            "The issuer's keys are out of reach. Try again later.",
            ""));
  }

  private static Refused refused(
      int status, String type, String title, String detail, String extra, String challenge) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("www-authenticate", challenge);
    return new Refused(status, withBasics(headers), problem(status, type, title, detail, extra));
  }

  private static Map<String, String> withBasics(Map<String, String> headers) {
    headers.put("content-type", "application/problem+json");
    headers.put("cache-control", "no-store");
    return headers;
  }

  // Every argument is a text of this class, so none needs escaping.
  private static String problem(
      int status, String type, String title, String detail, String extra) {
    return "{\"type\":\"urn:gatepost:problem:"
        + type
        + "\",\"title\":\""
        + title
        + "\",\"status\":"
        + status
        + ",\"detail\":\""
        + detail
        + "\""
        + extra
        + "}";
  }
}
