package dev.gatepost.local.issuer;

import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The token endpoint (RFC 6749 §3.2), for public clients: there is no secret to authenticate with.
 */
final class TokenEndpoint {
  /** RFC 7636 §4.1. */
  private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

  private final Grants grants;
  private final TokenMint mint;

  TokenEndpoint(Grants grants, TokenMint mint) {
    this.grants = grants;
    this.mint = mint;
  }

  ApiResponse answer(ApiRequest request) {
    try {
      return Answers.json(200, tokens(request, Parameters.ofForm(request)));
    } catch (RefusedException refused) {
      return refusal(refused, request);
    }
  }

  private Map<String, Object> tokens(ApiRequest request, Parameters parameters)
      throws RefusedException {
    if (isAuthenticated(request)) {
      throw invalidClient("clients do not authenticate here");
    }
    return switch (parameters.require("grant_type")) {
      case "authorization_code" -> redeem(parameters);
      case "refresh_token" -> refresh(parameters);
      case "client_credentials" -> choose(request, parameters);
      default ->
          throw new RefusedException("unsupported_grant_type", "grant_type is not supported");
    };
  }

  private Map<String, Object> redeem(Parameters parameters) throws RefusedException {
    requireClient(parameters, Registration.WEB_CLIENT);
    String verifier = parameters.require("code_verifier");
    if (!VERIFIER.matcher(verifier).matches()) {
      throw RefusedException.invalidRequest("code_verifier is not 43 to 128 unreserved characters");
    }
    Grants.Granted granted =
        grants.redeem(parameters.require("code"), parameters.require("redirect_uri"), verifier);
    AuthorizationRequest asked = granted.request();
    return tokens(granted, asked.scopes(), asked.nonce());
  }

  private Map<String, Object> refresh(Parameters parameters) throws RefusedException {
    requireClient(parameters, Registration.WEB_CLIENT);
    Optional<Scopes> narrower =
        parameters.find("scope").isPresent()
            ? Optional.of(Scopes.of(parameters))
            : Optional.empty();
    Grants.Granted granted = grants.refresh(parameters.require("refresh_token"), narrower);
    // The nonce belongs to the first ID token (OpenID Connect Core 1.0 §12.2).
    return tokens(granted, narrower.orElse(granted.request().scopes()), null);
  }

  /** Hands a token for any subject to whoever can reach the loopback, but not to web pages. */
  private Map<String, Object> choose(ApiRequest request, Parameters parameters)
      throws RefusedException {
    requireClient(parameters, Registration.COMMAND_LINE_CLIENT);
    if (!request.header("origin").isEmpty()) {
      throw new RefusedException("unauthorized_client", "web pages must sign in");
    }
    Person person =
        Person.called(parameters.require("subject"))
            .orElseThrow(() -> RefusedException.invalidRequest("subject is not a name"));
    return access(person.subject(), Registration.COMMAND_LINE_CLIENT, Scopes.of(parameters));
  }

  private Map<String, Object> tokens(
      Grants.Granted granted, Scopes scopes, @Nullable String nonce) {
    SignIn signIn = granted.signIn();
    Map<String, Object> tokens = access(signIn.person().subject(), Registration.WEB_CLIENT, scopes);
    if (scopes.has("openid")) {
      tokens.put("id_token", mint.idToken(signIn, nonce));
    }
    granted.refreshToken().ifPresent(token -> tokens.put("refresh_token", token));
    return tokens;
  }

  private Map<String, Object> access(String subject, String clientId, Scopes scopes) {
    Map<String, Object> tokens = new LinkedHashMap<>();
    tokens.put("access_token", mint.accessToken(subject, clientId, scopes));
    tokens.put("token_type", "Bearer");
    tokens.put("expires_in", TokenMint.LIFETIME.toSeconds());
    tokens.put("scope", scopes.toString());
    return tokens;
  }

  private static void requireClient(Parameters parameters, String clientId)
      throws RefusedException {
    if (!parameters.require("client_id").equals(clientId)) {
      throw invalidClient("client_id is not known, or not for this grant_type");
    }
  }

  private static boolean isAuthenticated(ApiRequest request) {
    return !request.header("authorization").isEmpty();
  }

  private static RefusedException invalidClient(String description) {
    return new RefusedException("invalid_client", description);
  }

  private static ApiResponse refusal(RefusedException refused, ApiRequest request) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("error", refused.error());
    error.put("error_description", refused.description());
    // RFC 6749 §5.2: who authenticates by header is told by header.
    return isAuthenticated(request)
        ? Answers.with(Answers.json(401, error), "www-authenticate", "Basic realm=\"issuer\"")
        : Answers.json(400, error);
  }
}
