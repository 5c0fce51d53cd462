package dev.gatepost.token.http;

import dev.gatepost.token.KeysUnavailableException;
import dev.gatepost.token.Reason;
import dev.gatepost.token.TokenRejectedException;
import dev.gatepost.token.http.RequestGuard.Refused;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answers to requests that are not let in (RFC 6750 §3, RFC 9457). Every text in them is chosen
 * here or by the service: nothing of a token reaches a header or a body.
 */
final class Refusals {
  private final String realm;
  private final @Nullable URI metadata;

  /** Refusals that name the realm and, unless null, the address of the resource's metadata. */
  Refusals(String realm, @Nullable URI metadata) {
    this.realm = quotable(realm);
    this.metadata = metadata;
  }

  Refusals withRealm(String otherRealm) {
    return new Refusals(otherRealm, metadata);
  }

  Refusals withResourceMetadata(URI address) {
    return new Refusals(realm, URI.create(quotable(address.toASCIIString())));
  }

  private static String quotable(String text) {
    if (!text.chars().allMatch(c -> c >= 0x20 && c < 0x7f && c != '"' && c != '\\')) {
      throw new IllegalArgumentException("not fit for a quoted string of a header");
    }
    return text;
  }

  /** RFC 6750 §3.1: a request without authentication is told how to, but not of an error. */
  Refused noToken() {
    return refused(
        401, "unauthorized", "Sign-in needed", "A bearer token is needed.", "", challenge(""));
  }

  Refused invalidRequest(String detail) {
    return refused(
        400,
        "invalid-request",
        "Invalid request",
        detail,
        "",
        challenge(", error=\"invalid_request\", error_description=\"" + detail + "\""));
  }

  Refused of(TokenRejectedException rejection) {
    Reason reason = rejection.reason();
    String text = reason.clientText();
    String error = ", error=\"" + reason.rfc6750Error() + "\", error_description=\"" + text + "\"";
    if (reason == Reason.INSUFFICIENT_SCOPE) {
      String scope = ", scope=\"" + String.join(" ", rejection.requiredScopes()) + "\"";
      return refused(
          403, "insufficient-scope", "Not allowed", text, reason.label(), challenge(error + scope));
    }
    return refused(401, "invalid-token", "Token refused", text, reason.label(), challenge(error));
  }

  Refused of(KeysUnavailableException fault) {
    return new Refused(
        503,
        Map.of(
            "content-type",
            "application/problem+json",
            "cache-control",
            "no-store",
            "retry-after",
            Long.toString(wholeSeconds(fault.retryAfter()))),
        problem(
            503,
            "keys-unavailable",
            "Keys unavailable",
            "The issuer's keys are out of reach. Try again later.",
            ""),
        "keys_unavailable");
  }

  // Not less than what is left: who keeps to it shall not come too early.
  static long wholeSeconds(Duration wait) {
    return Math.max(1, wait.plusNanos(999_999_999).toSeconds());
  }

  private String challenge(String parameters) {
    return "Bearer realm=\""
        + realm
        + "\""
        + parameters
        + (metadata == null ? "" : ", resource_metadata=\"" + metadata + "\"");
  }

  private static Refused refused(
      int status, String type, String title, String detail, String reason, String challenge) {
    return new Refused(
        status,
        Map.of(
            "content-type",
            "application/problem+json",
            "cache-control",
            "no-store",
            "www-authenticate",
            challenge),
        problem(status, type, title, detail, reason),
        reason.isEmpty() ? type.replace('-', '_') : reason);
  }

  // Every argument is a text of this class or of Reason, so none needs escaping.
  private static String problem(
      int status, String type, String title, String detail, String reason) {
    return "{\"type\":\"urn:gatepost:problem:"
        + type
        + "\",\"title\":\""
        + title
        + "\",\"status\":"
        + status
        + ",\"detail\":\""
        + detail
        + "\""
        + (reason.isEmpty() ? "" : ",\"reason\":\"" + reason + "\"")
        + "}";
  }
}
