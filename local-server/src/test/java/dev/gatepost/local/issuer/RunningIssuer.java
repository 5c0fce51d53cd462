package dev.gatepost.local.issuer;

import dev.gatepost.token.KeySource;
import dev.gatepost.token.TokenRejectedException;
import dev.gatepost.token.TokenVerifier;
import dev.gatepost.token.VerifiedToken;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;

/** A development issuer on a free port, and what a client knows about it. */
final class RunningIssuer implements AutoCloseable {
  static final String AUDIENCE = "api://messages";
  static final String CLIENT = "http://localhost:8080";
  static final String REDIRECT_URI = CLIENT + "/";

  /** Of RFC 7636, Appendix B. */
  static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  private final MovableClock clock = new MovableClock();
  private final DevelopmentIssuer issuer =
      DevelopmentIssuer.start(
          new DevelopmentIssuer.Settings(
              0, AUDIENCE, List.of(CLIENT, "http://127.0.0.1:8080"), clock));

  String url() {
    return issuer.url();
  }

  DevelopmentIssuer issuer() {
    return issuer;
  }

  void advance(Duration duration) {
    clock.advance(duration);
  }

  Browser browser() {
    return new Browser(url());
  }

  /** An authorization request that is in order. */
  static Map<String, String> request() {
    return new HashMap<>(
        Map.of(
            "client_id", "gatepost-web",
            "redirect_uri", REDIRECT_URI,
            "response_type", "code",
            "scope", "openid offline_access messages:write",
            "state", "a state &=",
            "nonce", "a nonce",
            "code_challenge", CHALLENGE,
            "code_challenge_method", "S256"));
  }

  /** That request with one parameter changed, or taken out where the value is empty. */
  static Map<String, String> request(String name, String value) {
    Map<String, String> request = request();
    request.put(name, value);
    request.values().removeIf(String::isEmpty);
    return request;
  }

  /** A code for Ada, who signs in for it. */
  String code(Map<String, String> request) {
    Browser browser = browser();
    HttpResponse<String> page = browser.authorize(request);
    return Browser.code(browser.answer(page, "person", "ada"));
  }

  String code() {
    return code(request());
  }

  /** A token request for a code that is in order. */
  static Map<String, String> exchange(String code) {
    return new HashMap<>(
        Map.of(
            "grant_type", "authorization_code",
            "client_id", "gatepost-web",
            "code", code,
            "redirect_uri", REDIRECT_URI,
            "code_verifier", VERIFIER));
  }

  /** A token request for a refresh token that is in order. */
  static Map<String, String> renewal(String refreshToken) {
    return new HashMap<>(
        Map.of(
            "grant_type", "refresh_token",
            "client_id", "gatepost-web",
            "refresh_token", refreshToken));
  }

  HttpResponse<String> token(Map<String, String> form) {
    return browser().post("/token", form);
  }

  /** The members of the answer to a token request that succeeds. */
  Map<String, Object> tokens(Map<String, String> form) {
    HttpResponse<String> response = token(form);
    if (response.statusCode() != 200) {
      throw new AssertionError(response.statusCode() + " " + response.body());
    }
    return json(response);
  }

  /** One of the tokens of an answer. */
  static String token(Map<String, Object> tokens, String name) {
    return (String) Objects.requireNonNull(tokens.get(name), name);
  }

  VerifiedToken verifyAccessToken(Map<String, Object> tokens) {
    return verify(token(tokens, "access_token"), AUDIENCE);
  }

  VerifiedToken verifyIdToken(Map<String, Object> tokens) {
    return verify(token(tokens, "id_token"), "gatepost-web");
  }

  static Map<String, Object> json(HttpResponse<String> response) {
    try {
      return JsonUtil.parseJson(response.body());
    } catch (JoseException e) {
      throw new AssertionError("not JSON: " + response.body(), e);
    }
  }

  @Override
  public void close() {
    issuer.close();
  }

  private VerifiedToken verify(String token, String audience) {
    TokenVerifier verifier =
        TokenVerifier.builder()
            .issuer(url())
            .audience(audience)
            .keys(KeySource.ofJwks(issuer.jwks()))
            .leeway(Duration.ZERO)
            .clock(clock)
            .build();
    try {
      return verifier.verify(token);
    } catch (TokenRejectedException e) {
      throw new AssertionError(e);
    }
  }
}
