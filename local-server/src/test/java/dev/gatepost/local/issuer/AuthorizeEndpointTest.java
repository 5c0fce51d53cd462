package dev.gatepost.local.issuer;

import static dev.gatepost.local.issuer.RunningIssuer.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizeEndpointTest {
  private static final RunningIssuer ISSUER = new RunningIssuer();

  private final Browser browser = ISSUER.browser();

  @AfterAll
  static void close() {
    ISSUER.close();
  }

  @Test
  void asks_a_stranger_who_they_are() {
    HttpResponse<String> page = browser.authorize(request());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Who are you", "localhost:8080", "Ada", "Grace", "Linus");
  }

  @Test
  void takes_the_request_by_post_as_well() {
    HttpResponse<String> page = browser.post("/authorize", request());

    assertThat(page.statusCode()).isEqualTo(200);
  }

  @Test
  void lets_the_page_load_its_style_alone_and_send_forms_to_the_client_alone() {
    HttpResponse<String> page = browser.authorize(request());

    assertThat(page.headers().firstValue("content-security-policy"))
        .hasValue(
            "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; "
                + "frame-ancestors 'none'; form-action 'self' http://localhost:8080 "
                + "http://127.0.0.1:8080");
    assertThat(browser.get("/issuer.css").headers().firstValue("content-type").orElseThrow())
        .startsWith("text/css");
    assertThat(browser.get("/icon.svg").headers().firstValue("content-type"))
        .hasValue("image/svg+xml");
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "client_id,    ''",
        "client_id,    gatepost-cli",
        "client_id,    gatepost-web2",
        "redirect_uri, ''",
        "redirect_uri, http://localhost:8080",
        "redirect_uri, http://localhost:8080/x",
        "redirect_uri, http://localhost:8080/?a=b",
        "redirect_uri, http://LOCALHOST:8080/",
        "redirect_uri, http://localhost:8081/",
        "redirect_uri, https://localhost:8080/",
        "redirect_uri, http://localhost:8080@evil.test/",
      })
  void sends_nobody_anywhere_for_an_unknown_client_or_address(String name, String value) {
    HttpResponse<String> response = browser.authorize(request(name, value));

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("location")).isEmpty();
    assertThat(response.body()).contains("invalid_request");
  }

  @ParameterizedTest
  @ValueSource(strings = {"state=again", "redirect_uri=http://evil.test/", "%zz=1", "x=%ff"})
  void shows_a_page_for_what_cannot_be_read_without_doubt(String more) {
    HttpResponse<String> response =
        browser.post("/authorize", Browser.encode(request()) + "&" + more);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("location")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      value = {
        "response_type,         '',             invalid_request",
        "response_type,         token,          unsupported_response_type",
        "response_type,         code id_token,  unsupported_response_type",
        "response_mode,         fragment,       invalid_request",
        "code_challenge,        '',             invalid_request",
        "code_challenge,        tooShort,       invalid_request",
        "code_challenge_method, '',             invalid_request",
        "code_challenge_method, plain,          invalid_request",
        "scope,                 a\"b,           invalid_scope",
        "scope,                 a  b,           invalid_scope",
        "prompt,                never,          invalid_request",
        "prompt,                none login,     invalid_request",
        "prompt,                none,           login_required",
        "max_age,               -1,             invalid_request",
        "request,               e30.e30.,       request_not_supported",
        "request_uri,           urn:x,          request_uri_not_supported",
      })
  void tells_the_client_what_is_wrong_with_the_rest(String name, String value, String error) {
    HttpResponse<String> response = browser.authorize(request(name, value));

    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(response.headers().firstValue("location").orElseThrow())
        .startsWith(RunningIssuer.REDIRECT_URI + "?");
    assertThat(Browser.outcome(response))
        .containsEntry("error", error)
        .containsEntry("iss", ISSUER.url())
        .containsEntry("state", "a state &=")
        .containsKey("error_description")
        .doesNotContainKey("code");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "none"})
  void does_not_ask_somebody_who_has_signed_in_before(String prompt) {
    signIn();

    HttpResponse<String> response = browser.authorize(request("prompt", prompt));

    assertThat(Browser.outcome(response)).containsKeys("code", "iss", "state");
  }

  @ParameterizedTest
  @ValueSource(strings = {"login", "select_account", "consent", "login consent"})
  void asks_again_where_the_client_wants_it(String prompt) {
    signIn();

    HttpResponse<String> response = browser.authorize(request("prompt", prompt));

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void asks_again_once_the_sign_in_is_as_old_as_the_client_allows() {
    signIn();
    Map<String, String> request = request("max_age", "60");

    ISSUER.advance(Duration.ofSeconds(59));
    assertThat(browser.authorize(request).statusCode()).isEqualTo(303);

    ISSUER.advance(Duration.ofSeconds(1));
    assertThat(browser.authorize(request).statusCode()).isEqualTo(200);
  }

  @Test
  void forgets_a_sign_in_after_twelve_hours() {
    signIn();

    ISSUER.advance(Duration.ofHours(12).minusSeconds(1));
    assertThat(browser.authorize(request()).statusCode()).isEqualTo(303);

    ISSUER.advance(Duration.ofSeconds(1));
    assertThat(browser.authorize(request()).statusCode()).isEqualTo(200);
  }

  @Test
  void leaves_out_the_state_where_the_client_sent_none() {
    HttpResponse<String> response = browser.authorize(request("prompt", "none"));
    Map<String, String> request = request("state", "");
    request.put("prompt", "none");

    HttpResponse<String> stateless = browser.authorize(request);

    assertThat(Browser.outcome(response)).containsKey("state");
    assertThat(Browser.outcome(stateless)).doesNotContainKey("state");
  }

  private void signIn() {
    browser.answer(browser.authorize(request()), "person", "ada");
  }
}
