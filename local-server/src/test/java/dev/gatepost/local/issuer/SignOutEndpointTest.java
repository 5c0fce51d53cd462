package dev.gatepost.local.issuer;

import static dev.gatepost.local.issuer.RunningIssuer.exchange;
import static dev.gatepost.local.issuer.RunningIssuer.request;
import static dev.gatepost.local.issuer.RunningIssuer.token;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignOutEndpointTest {
  private static final RunningIssuer ISSUER = new RunningIssuer();

  private final Browser browser = ISSUER.browser();

  @AfterAll
  static void close() {
    ISSUER.close();
  }

  @Test
  void ends_the_session_and_sends_people_back() {
    String idToken = signIn();

    HttpResponse<String> response = signOut(idToken);

    assertThat(response.headers().firstValue("location"))
        .hasValue(RunningIssuer.REDIRECT_URI + "?state=a+state");
    assertThat(response.headers().firstValue("set-cookie").orElseThrow())
        .startsWith("gatepost_sign_in=;")
        .endsWith("Max-Age=0");
    assertThat(isSignedIn()).isFalse();
  }

  @Test
  void forgets_the_session_itself_and_not_the_cookie_alone() {
    String idToken = signIn();
    Browser thief = browser.copy();

    signOut(idToken);

    assertThat(thief.authorize(request()).statusCode()).isEqualTo(200);
  }

  @Test
  void takes_an_id_token_that_has_expired() {
    String idToken = signIn();
    ISSUER.advance(Duration.ofHours(11));

    signOut(idToken);

    assertThat(isSignedIn()).isFalse();
  }

  @Test
  void takes_the_request_by_post_and_keeps_people_who_have_nowhere_to_go() {
    String idToken = signIn();

    HttpResponse<String> response = browser.post("/sign-out", Map.of("id_token_hint", idToken));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("You are signed out");
    assertThat(isSignedIn()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "e30.e30.e30", "access token", "of somebody else", "forged"})
  void leaves_a_session_alone_that_the_client_cannot_show_to_mean(String hint) {
    String idToken = signIn();
    Map<String, Object> other = ISSUER.tokens(exchange(ISSUER.code()));

    HttpResponse<String> response =
        signOut(
            switch (hint) {
              case "access token" -> token(other, "access_token");
              case "of somebody else" -> token(other, "id_token");
              case "forged" -> idToken.substring(0, idToken.lastIndexOf('.')) + ".AAAA";
              default -> hint;
            });

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("location")).isEmpty();
    assertThat(isSignedIn()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.test/", "http://localhost:8080", "http://localhost:8080/x"})
  void sends_nobody_to_an_address_that_is_not_registered(String target) {
    String idToken = signIn();

    HttpResponse<String> response =
        browser.post(
            "/sign-out", Map.of("id_token_hint", idToken, "post_logout_redirect_uri", target));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("location")).isEmpty();
    assertThat(isSignedIn()).isTrue();
  }

  @Test
  void sends_people_back_who_have_no_session_as_after_a_restart() {
    HttpResponse<String> response = signOut("from.an.earlier.start");

    assertThat(response.statusCode()).isEqualTo(303);
  }

  private String signIn() {
    HttpResponse<String> page = browser.authorize(request());
    String code = Browser.code(browser.answer(page, "person", "grace"));
    return token(ISSUER.tokens(exchange(code)), "id_token");
  }

  private HttpResponse<String> signOut(String idToken) {
    Map<String, String> parameters =
        new HashMap<>(
            Map.of(
                "post_logout_redirect_uri",
                RunningIssuer.REDIRECT_URI,
                "id_token_hint",
                idToken,
                "state",
                "a state"));
    return browser.get("/sign-out?" + Browser.encode(parameters));
  }

  private boolean isSignedIn() {
    return Browser.outcome(browser.authorize(request("prompt", "none"))).containsKey("code");
  }
}
