package dev.gatepost.local.issuer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the issuer tells clients about itself (OpenID Connect Discovery 1.0 §3). */
final class Discovery {
  static final String PATH = "/.well-known/openid-configuration";

  private Discovery() {}

  static Map<String, Object> document(String issuer) {
    Map<String, Object> document = new LinkedHashMap<>();
    document.put("issuer", issuer);
    document.put("authorization_endpoint", issuer + IssuerEndpoints.AUTHORIZE);
    document.put("token_endpoint", issuer + IssuerEndpoints.TOKEN);
    document.put("jwks_uri", issuer + IssuerEndpoints.JWKS);
    document.put("end_session_endpoint", issuer + IssuerEndpoints.SIGN_OUT);
    document.put("scopes_supported", List.of(Registration.SCOPES.split(" ")));
    document.put("response_types_supported", List.of("code"));
    document.put("response_modes_supported", List.of("query"));
    document.put(
        "grant_types_supported",
        List.of("authorization_code", "refresh_token", "client_credentials"));
    document.put("subject_types_supported", List.of("public"));
    document.put("id_token_signing_alg_values_supported", List.of("RS256"));
    document.put("token_endpoint_auth_methods_supported", List.of("none"));
    document.put("code_challenge_methods_supported", List.of("S256"));
    document.put(
        "claims_supported",
        List.of("iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "name"));
    document.put("prompt_values_supported", List.of("none", "login", "consent", "select_account"));
    document.put("authorization_response_iss_parameter_supported", true);
    document.put("claims_parameter_supported", false);
    document.put("request_parameter_supported", false);
    document.put("request_uri_parameter_supported", false);
    return document;
  }
}
