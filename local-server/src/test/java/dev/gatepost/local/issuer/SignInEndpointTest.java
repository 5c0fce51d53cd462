package dev.gatepost.local.issuer;

import static dev.gatepost.local.issuer.RunningIssuer.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SignInEndpointTest {
  private static final RunningIssuer ISSUER = new RunningIssuer();

  private final Browser browser = ISSUER.browser();
  private final HttpResponse<String> page = browser.authorize(request());

  @AfterAll
  static void close() {
    ISSUER.close();
  }

  @Test
  void sends_people_back_with_a_code_once_they_said_who_they_are() {
    HttpResponse<String> response = browser.answer(page, "person", "grace");

    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(response.headers().firstValue("location").orElseThrow())
        .startsWith(RunningIssuer.REDIRECT_URI + "?code=");
    assertThat(Browser.outcome(response))
        .containsOnlyKeys("code", "iss", "state")
        .containsEntry("iss", ISSUER.url())
        .containsEntry("state", "a state &=");
  }

  @Test
  void keeps_its_cookies_from_scripts_and_from_the_forms_of_other_sites() {
    HttpResponse<String> response = browser.answer(page, "person", "grace");

    assertThat(page.headers().firstValue("set-cookie").orElseThrow())
        .startsWith("gatepost_browser=")
        .endsWith("; Path=/; HttpOnly; SameSite=Lax");
    assertThat(response.headers().firstValue("set-cookie").orElseThrow())
        .startsWith("gatepost_sign_in=")
        .endsWith("; Path=/; HttpOnly; SameSite=Lax");
  }

  @Test
  void tells_the_client_when_people_cancel() {
    HttpResponse<String> response = browser.answer(page, "cancel", "yes");

    assertThat(Browser.outcome(response))
        .containsEntry("error", "access_denied")
        .containsEntry("state", "a state &=")
        .containsEntry("iss", ISSUER.url());
    assertThat(browser.authorize(request()).statusCode()).isEqualTo(200);
  }

  @Test
  void takes_a_name_that_is_not_on_the_list() {
    HttpResponse<String> response = browser.answer(page, "person", "  Zoë O'Neil ");

    Map<String, Object> tokens = ISSUER.tokens(RunningIssuer.exchange(Browser.code(response)));
    assertThat(ISSUER.verifyAccessToken(tokens).subject()).hasValue("Zoë O'Neil");
    assertThat(ISSUER.verifyIdToken(tokens).claims()).containsEntry("name", "Zoë O'Neil");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "\"><script>alert('&')</script>\u202e"})
  void asks_again_for_a_name_that_is_none_and_shows_it_as_text(String name) {
    HttpResponse<String> again = browser.answer(page, "person", name);

    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(again.body())
        .contains("<title>Error: Sign in to Gatepost</title>", "aria-invalid=\"true\"")
        .doesNotContain("<script");
    assertThat(browser.answer(again, "person", "ada").statusCode()).isEqualTo(303);
  }

  @Test
  void shows_a_refused_name_escaped() {
    HttpResponse<String> again = browser.answer(page, "person", "<b>&\"'\u0007");

    assertThat(again.body()).contains("value=\"&lt;b&gt;&amp;&quot;&#39;\u0007\"");
  }

  @Test
  void takes_each_form_once() {
    browser.answer(page, "person", "ada");

    HttpResponse<String> second = browser.answer(page, "person", "ada");

    assertThat(second.statusCode()).isEqualTo(400);
    assertThat(second.headers().firstValue("location")).isEmpty();
  }

  @Test
  void takes_each_form_from_the_browser_that_it_was_shown_in_only() {
    Browser victim = ISSUER.browser();
    HttpResponse<String> own = victim.authorize(request());

    HttpResponse<String> withItsOwnCookie =
        victim.post("/sign-in", Map.of("question", Browser.question(page), "person", "ada"));
    HttpResponse<String> withoutCookies = ISSUER.browser().answer(own, "person", "ada");

    assertThat(withItsOwnCookie.statusCode()).isEqualTo(400);
    assertThat(withoutCookies.statusCode()).isEqualTo(400);
  }

  @Test
  void lets_two_tabs_of_a_browser_sign_in() {
    HttpResponse<String> otherTab = browser.authorize(request());

    assertThat(browser.answer(page, "person", "ada").statusCode()).isEqualTo(303);
    assertThat(browser.answer(otherTab, "person", "ada").statusCode()).isEqualTo(303);
  }

  @Test
  void takes_a_form_for_half_an_hour() {
    HttpResponse<String> other = browser.authorize(request());

    ISSUER.advance(Duration.ofMinutes(30).minusSeconds(1));
    assertThat(browser.answer(page, "person", "ada").statusCode()).isEqualTo(303);

    ISSUER.advance(Duration.ofSeconds(1));
    assertThat(browser.answer(other, "person", "ada").statusCode()).isEqualTo(400);
  }

  @Test
  void needs_a_question_to_answer() {
    assertThat(browser.post("/sign-in", Map.of("person", "ada")).statusCode()).isEqualTo(400);
  }

  @Test
  void remembers_the_latest_sign_in_of_a_browser() {
    browser.answer(page, "person", "ada");
    browser.answer(browser.authorize(request("prompt", "login")), "person", "grace");

    String code = Browser.code(browser.authorize(request("prompt", "none")));

    assertThat(ISSUER.verifyAccessToken(ISSUER.tokens(RunningIssuer.exchange(code))).subject())
        .hasValue("grace");
  }
}
