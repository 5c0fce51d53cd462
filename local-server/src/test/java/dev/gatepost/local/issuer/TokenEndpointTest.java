package dev.gatepost.local.issuer;

import static dev.gatepost.local.issuer.RunningIssuer.exchange;
import static dev.gatepost.local.issuer.RunningIssuer.renewal;
import static dev.gatepost.local.issuer.RunningIssuer.request;
import static dev.gatepost.local.issuer.RunningIssuer.token;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.token.VerifiedToken;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenEndpointTest {
  private static final RunningIssuer ISSUER = new RunningIssuer();

  @AfterAll
  static void close() {
    ISSUER.close();
  }

  @Test
  void exchanges_a_code_for_tokens_that_no_cache_keeps() {
    HttpResponse<String> response = ISSUER.token(exchange(ISSUER.code()));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("cache-control")).hasValue("no-store");
    assertThat(response.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(RunningIssuer.json(response))
        .containsOnlyKeys(
            "access_token", "token_type", "expires_in", "scope", "id_token", "refresh_token")
        .containsEntry("token_type", "Bearer")
        .containsEntry("expires_in", 600L)
        .containsEntry("scope", "openid offline_access messages:write");
  }

  @Test
  void gives_access_tokens_by_the_profile() {
    Map<String, Object> tokens = ISSUER.tokens(exchange(ISSUER.code()));

    VerifiedToken token = ISSUER.verifyAccessToken(tokens);

    assertThat(header(token(tokens, "access_token")))
        .contains("\"alg\":\"RS256\"", "\"typ\":\"at+jwt\"", "\"kid\":");
    assertThat(token.subject()).hasValue("ada");
    assertThat(token.clientId()).hasValue("gatepost-web");
    assertThat(token.scopes()).containsExactly("openid", "offline_access", "messages:write");
    assertThat(Duration.between(token.issuedAt().orElseThrow(), token.expiresAt()))
        .isEqualTo(Duration.ofMinutes(10));
    assertThat(token.claims()).containsKey("jti").doesNotContainKey("nonce");
  }

  @Test
  void gives_id_tokens_that_say_who_signed_in_and_when() {
    String code = ISSUER.code();
    ISSUER.advance(Duration.ofSeconds(7));

    VerifiedToken token = ISSUER.verifyIdToken(ISSUER.tokens(exchange(code)));

    assertThat(token.audience()).containsExactly("gatepost-web");
    assertThat(token.claims())
        .containsEntry("sub", "ada")
        .containsEntry("name", "Ada Lovelace")
        .containsEntry("nonce", "a nonce")
        .containsEntry("auth_time", token.issuedAt().orElseThrow().getEpochSecond() - 7);
  }

  @Test
  void gives_only_what_was_asked_for() {
    String code = ISSUER.code(request("scope", "messages:read"));

    assertThat(ISSUER.tokens(exchange(code)))
        .containsOnlyKeys("access_token", "token_type", "expires_in", "scope")
        .containsEntry("scope", "messages:read");
  }

  @ParameterizedTest
  @CsvSource({
    "code_verifier, dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl, invalid_grant",
    "code_verifier, E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM, invalid_grant",
    "code_verifier, dBjftJeZ4CVP,                                invalid_request",
    "code_verifier, '',                                          invalid_request",
    "redirect_uri,  http://127.0.0.1:8080/,                      invalid_grant",
    "redirect_uri,  '',                                          invalid_request",
    "client_id,     gatepost-cli,                                invalid_client",
    "client_id,     '',                                          invalid_request",
    "code,          abc,                                         invalid_grant",
    "code,          abc.def,                                     invalid_grant",
    "code,          '',                                          invalid_request",
    "grant_type,    password,                                    unsupported_grant_type",
    "grant_type,    '',                                          invalid_request",
  })
  void refuses_an_exchange_with_one_thing_wrong(String name, String value, String error) {
    Map<String, String> form = exchange(ISSUER.code());
    form.put(name, value);

    assertRefused(ISSUER.token(form), error);
  }

  @Test
  void takes_a_verifier_of_128_characters_and_not_of_129() {
    String longest = "~".repeat(128);
    String code = ISSUER.code(request("code_challenge", Secrets.sha256(longest)));
    Map<String, String> form = exchange(code);
    form.put("code_verifier", longest + "~");

    assertRefused(ISSUER.token(form), "invalid_request");

    form.put("code_verifier", longest);
    assertThat(ISSUER.token(form).statusCode()).isEqualTo(200);
  }

  @Test
  void refuses_a_code_after_a_wrong_verifier() {
    String code = ISSUER.code();
    Map<String, String> form = exchange(code);
    form.put("code_verifier", "x".repeat(43));
    ISSUER.token(form);

    assertRefused(ISSUER.token(exchange(code)), "invalid_grant");
  }

  @Test
  void takes_a_code_for_a_minute() {
    String early = ISSUER.code();
    String late = ISSUER.code();

    ISSUER.advance(Duration.ofSeconds(59));
    assertThat(ISSUER.token(exchange(early)).statusCode()).isEqualTo(200);

    ISSUER.advance(Duration.ofSeconds(1));
    assertRefused(ISSUER.token(exchange(late)), "invalid_grant");
  }

  @Test
  void ends_the_grant_when_a_code_is_used_twice() {
    String code = ISSUER.code();
    Map<String, Object> tokens = ISSUER.tokens(exchange(code));

    assertRefused(ISSUER.token(exchange(code)), "invalid_grant");

    assertRefused(ISSUER.token(renewal(token(tokens, "refresh_token"))), "invalid_grant");
  }

  @Test
  void rotates_refresh_tokens() {
    Map<String, Object> first = ISSUER.tokens(exchange(ISSUER.code()));

    Map<String, Object> second = ISSUER.tokens(renewal(token(first, "refresh_token")));
    Map<String, Object> third = ISSUER.tokens(renewal(token(second, "refresh_token")));

    assertThat(third.get("refresh_token")).isNotEqualTo(second.get("refresh_token"));
    assertThat(ISSUER.verifyAccessToken(third).subject()).hasValue("ada");
    assertThat(ISSUER.verifyIdToken(third).claims())
        .containsKey("auth_time")
        .doesNotContainKey("nonce");
  }

  @Test
  void ends_the_grant_when_a_refresh_token_is_used_twice() {
    Map<String, Object> first = ISSUER.tokens(exchange(ISSUER.code()));
    Map<String, Object> second = ISSUER.tokens(renewal(token(first, "refresh_token")));

    assertRefused(ISSUER.token(renewal(token(first, "refresh_token"))), "invalid_grant");

    assertRefused(ISSUER.token(renewal(token(second, "refresh_token"))), "invalid_grant");
  }

  @Test
  void ends_a_grant_after_twelve_hours_however_often_it_was_renewed() {
    Map<String, Object> tokens = ISSUER.tokens(exchange(ISSUER.code()));

    ISSUER.advance(Duration.ofHours(12).minusSeconds(1));
    Map<String, Object> renewed = ISSUER.tokens(renewal(token(tokens, "refresh_token")));

    ISSUER.advance(Duration.ofSeconds(1));
    assertRefused(ISSUER.token(renewal(token(renewed, "refresh_token"))), "invalid_grant");
  }

  @Test
  void renews_for_less_but_not_for_more_than_was_granted() {
    String token = token(ISSUER.tokens(exchange(ISSUER.code())), "refresh_token");
    Map<String, String> more = renewal(token);
    more.put("scope", "messages:write messages:read");
    Map<String, String> less = renewal(token);
    less.put("scope", "messages:write");

    assertRefused(ISSUER.token(more), "invalid_scope");

    assertThat(ISSUER.tokens(less))
        .containsEntry("scope", "messages:write")
        .doesNotContainKey("id_token")
        .containsKey("refresh_token");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "abc", "abc.def"})
  void refuses_to_renew_with_what_it_did_not_give(String token) {
    String error = token.isEmpty() ? "invalid_request" : "invalid_grant";

    assertRefused(ISSUER.token(renewal(token)), error);
  }

  @Test
  void takes_no_code_for_a_refresh_token_and_the_other_way_round() {
    String refreshToken = token(ISSUER.tokens(exchange(ISSUER.code())), "refresh_token");

    assertRefused(ISSUER.token(renewal(ISSUER.code())), "invalid_grant");
    assertRefused(ISSUER.token(exchange(refreshToken)), "invalid_grant");
  }

  @Test
  void gives_the_command_line_a_token_for_a_chosen_subject() {
    Map<String, Object> tokens = ISSUER.tokens(chosen("ada"));

    VerifiedToken token = ISSUER.verifyAccessToken(tokens);

    assertThat(tokens).containsOnlyKeys("access_token", "token_type", "expires_in", "scope");
    assertThat(token.subject()).hasValue("ada");
    assertThat(token.clientId()).hasValue("gatepost-cli");
    assertThat(token.scopes()).contains("messages:read", "messages:write");
  }

  @Test
  void gives_the_command_line_the_scopes_that_it_asks_for() {
    Map<String, String> form = chosen("ada");
    form.put("scope", "things:see");

    assertThat(ISSUER.verifyAccessToken(ISSUER.tokens(form)).scopes())
        .containsExactly("things:see");
  }

  @ParameterizedTest
  @CsvSource({
    "subject,   '',           invalid_request",
    "subject,   '...',        invalid_request",
    "client_id, gatepost-web, invalid_client",
    "client_id, somebody,     invalid_client",
    "scope,     'a\\b',       invalid_scope",
  })
  void refuses_a_choice_with_one_thing_wrong(String name, String value, String error) {
    Map<String, String> form = chosen("ada");
    form.put(name, value);

    assertRefused(ISSUER.token(form), error);
  }

  @Test
  void gives_no_web_page_a_token_for_a_chosen_subject() {
    HttpResponse<String> response =
        ISSUER
            .browser()
            .post("/token", Browser.encode(chosen("ada")), "origin", RunningIssuer.CLIENT);

    assertRefused(response, "unauthorized_client");
  }

  @Test
  void refuses_clients_that_authenticate_for_it_knows_no_secrets() {
    HttpResponse<String> response =
        ISSUER
            .browser()
            .post("/token", Browser.encode(chosen("ada")), "authorization", "Basic YTpi");

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("www-authenticate"))
        .hasValue("Basic realm=\"issuer\"");
    assertThat(RunningIssuer.json(response)).containsEntry("error", "invalid_client");
  }

  @ParameterizedTest
  @ValueSource(strings = {"subject=eve", "client_id=gatepost-cli", "x=%", "x=%ff", "x=\uFFFD"})
  void refuses_a_form_that_cannot_be_read_without_doubt(String more) {
    String form = Browser.encode(chosen("ada")) + "&" + more;

    assertRefused(ISSUER.browser().post("/token", form), "invalid_request");
  }

  private static Map<String, String> chosen(String subject) {
    return new HashMap<>(
        Map.of(
            "grant_type", "client_credentials",
            "client_id", "gatepost-cli",
            "subject", subject));
  }

  private static void assertRefused(HttpResponse<String> response, String error) {
    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("cache-control")).hasValue("no-store");
    assertThat(RunningIssuer.json(response))
        .containsOnlyKeys("error", "error_description")
        .containsEntry("error", error);
  }

  private static String header(String token) {
    String encoded = token.substring(0, token.indexOf('.'));
    return new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
  }
}
