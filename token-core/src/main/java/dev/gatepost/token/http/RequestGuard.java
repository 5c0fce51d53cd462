package dev.gatepost.token.http;

import dev.gatepost.token.KeysUnavailableException;
import dev.gatepost.token.TokenRejectedException;
import dev.gatepost.token.TokenVerifier;
import dev.gatepost.token.VerifiedToken;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A guard in front of an HTTP resource: it finds the bearer token of a request (RFC 6750), has it
 * verified, and answers with the proven token or with a complete refusal to send back.
 *
 * <p>The token is read from the {@code Authorization} header, and from form fields that the caller
 * hands over (RFC 6750 §2.2). A token in the URI's query is never read (RFC 9700 §4.3.2): alone it
 * is no token, and beside another it makes the request invalid. Immutable and safe for many
 * threads.
 */
public final class RequestGuard {
  private final TokenVerifier verifier;
  private final Refusals refusals;

  /** A guard that admits what the verifier verifies, for the realm {@code api}. */
  public RequestGuard(TokenVerifier verifier) {
    this(verifier, new Refusals("api", null));
  }

  private RequestGuard(TokenVerifier verifier, Refusals refusals) {
    this.verifier = verifier;
    this.refusals = refusals;
  }

  /**
   * The same guard, naming another realm in its challenges (RFC 9110 §11.5).
   *
   * @param realm printable ASCII without quotation mark and backslash
   * @throws IllegalArgumentException if it is not
   */
  public RequestGuard withRealm(String realm) {
    return new RequestGuard(verifier, refusals.withRealm(realm));
  }

  /**
   * The same guard, telling clients in its challenges where the resource is described (RFC 9728
   * §5.1).
   */
  public RequestGuard withResourceMetadata(URI metadata) {
    return new RequestGuard(verifier, refusals.withResourceMetadata(metadata));
  }

  /** What became of a request. */
  public sealed interface Decision permits Granted, Refused {}

  /**
   * The request carries a good token.
   *
   * @param token the proven token
   */
  public record Granted(VerifiedToken token) implements Decision {}

  /**
   * A complete answer to send back instead of the resource.
   *
   * @param status the HTTP status: 400, 401, 403 or 503
   * @param headers the headers to send, at most one value a name
   * @param body an {@code application/problem+json} document (RFC 9457), in JSON
   * @param label why, for metrics: the {@link dev.gatepost.token.Reason#label} of a refused token,
   *     or {@code unauthorized}, {@code invalid_request}, {@code keys_unavailable}
   */
  public record Refused(int status, Map<String, String> headers, String body, String label)
      implements Decision {
    public Refused {
      headers = Map.copyOf(headers);
    }
  }

  /**
   * Judges a request by its headers alone.
   *
   * @param method the HTTP method
   * @param uri the request target as it arrived
   * @param headers every header with its values; names in any case
   */
  public Decision check(String method, String uri, Map<String, List<String>> headers) {
    return check(method, uri, headers, List.of());
  }

  /**
   * Judges a request whose form body may carry the token (RFC 6750 §2.2).
   *
   * @param method the HTTP method
   * @param uri the request target as it arrived
   * @param headers every header with its values; names in any case
   * @param formTokens each value of the form fields that name a token
   */
  public Decision check(
      String method, String uri, Map<String, List<String>> headers, List<String> formTokens) {
    Credential credential = Credential.find(uri, headers, formTokens);
    if (credential instanceof Credential.Invalid invalid) {
      return refusals.invalidRequest(invalid.detail());
    }
    if (!(credential instanceof Credential.Token token)) {
      return refusals.noToken();
    }
    try {
      return new Granted(verifier.verify(token.compact()));
    } catch (TokenRejectedException e) {
      return refusals.of(e);
    } catch (KeysUnavailableException e) {
      return refusals.of(e);
    }
  }
}
