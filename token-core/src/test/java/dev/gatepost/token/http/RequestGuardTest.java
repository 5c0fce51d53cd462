package dev.gatepost.token.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatepost.token.http.RequestGuard.Decision;
import dev.gatepost.token.http.RequestGuard.Granted;
import dev.gatepost.token.http.RequestGuard.Refused;
import dev.gatepost.token.testkit.TestIssuer;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RequestGuardTest {
  private final TestIssuer issuer = TestIssuer.create();
  private final RequestGuard guard =
      new RequestGuard(issuer.verifierBuilder().requireScopes("read").build());
  private final String good = issuer.token().scopes("read").sign();

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER ", "Bearer   "})
  void grants_a_good_token_whatever_the_case_of_the_scheme(String scheme) {
    Decision decision = check(scheme + good);

    assertThat(decision).isInstanceOf(Granted.class);
    assertThat(((Granted) decision).token().subject()).contains("user-1");
  }

  @Test
  void finds_the_header_under_any_case_of_its_name() {
    assertThat(guard.check("GET", "/", Map.of("AUTHORIZATION", List.of("Bearer " + good))))
        .isInstanceOf(Granted.class);
  }

  @Test
  void grants_a_good_token_of_a_form() {
    assertThat(guard.check("POST", "/", Map.of(), List.of(good))).isInstanceOf(Granted.class);
  }

  @Test
  void answers_no_token_with_a_challenge_without_error() {
    Refused refused = refused(guard.check("GET", "/", Map.of()));

    assertThat(refused.status()).isEqualTo(401);
    assertThat(refused.headers()).containsEntry("www-authenticate", "Bearer realm=\"api\"");
    assertThat(refused.headers()).containsEntry("content-type", "application/problem+json");
    assertThat(refused.body()).contains("\"status\":401").doesNotContain("reason");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic dTpw", "Digest username=\"a\", realm=\"b\"", "Bearer", "x"})
  void never_grants_without_a_bearer_token(String authorization) {
    assertThat(refused(check(authorization)).status()).isIn(400, 401);
  }

  @Test
  void never_reads_a_token_from_the_query() {
    assertThat(refused(guard.check("GET", "/?access_token=" + good, Map.of())).status())
        .isEqualTo(401);
  }

  @Test
  void refuses_two_credentials_however_they_arrive() {
    List<Decision> decisions =
        List.of(
            guard.check("GET", "/", Map.of("authorization", List.of(bearer(), bearer()))),
            guard.check(
                "GET",
                "/",
                Map.of("authorization", List.of(bearer()), "Authorization", List.of("Basic eA"))),
            guard.check("POST", "/", Map.of("authorization", List.of(bearer())), List.of(good)),
            guard.check("POST", "/", Map.of(), List.of(good, good)),
            check(bearer() + ", " + bearer()),
            check(bearer() + ",Basic eA"),
            check("Basic eA, " + bearer()));

    assertThat(decisions)
        .allSatisfy(
            decision -> {
              assertThat(refused(decision).status()).isEqualTo(400);
              assertThat(challenge(decision)).contains("error=\"invalid_request\"");
            });
  }

  @Test
  void answers_a_refused_token_with_reason_and_challenge() {
    Decision decision = check("Bearer " + issuer.token().expiringAt(TestIssuer.NOW).sign());

    assertThat(refused(decision).status()).isEqualTo(401);
    assertThat(challenge(decision))
        .isEqualTo(
            "Bearer realm=\"api\", error=\"invalid_token\","
                + " error_description=\"The token has expired.\"");
    assertThat(refused(decision).body()).contains("\"reason\":\"expired\"");
  }

  @Test
  void answers_a_missing_scope_with_the_scopes_that_are_needed() {
    Decision decision = check("Bearer " + issuer.token().sign());

    assertThat(refused(decision).status()).isEqualTo(403);
    assertThat(challenge(decision)).contains("error=\"insufficient_scope\"", "scope=\"read\"");
    assertThat(refused(decision).body()).contains("\"reason\":\"insufficient_scope\"");
  }

  @Test
  void lets_nothing_of_a_token_into_an_answer() {
    String hostile = "evil\"\r\nx: y";
    Decision decision =
        check("Bearer " + issuer.token().header("kid", hostile).claim("iss", hostile).sign());

    assertThat(challenge(decision)).doesNotContain("evil");
    assertThat(refused(decision).body()).doesNotContain("evil");
  }

  @Test
  void names_the_realm_and_the_metadata_it_was_given() {
    RequestGuard described =
        guard
            .withRealm("messages")
            .withResourceMetadata(
                URI.create("https://api.example.com/.well-known/oauth-protected-resource"));

    assertThat(challenge(described.check("GET", "/", Map.of())))
        .isEqualTo(
            "Bearer realm=\"messages\", resource_metadata="
                + "\"https://api.example.com/.well-known/oauth-protected-resource\"");
    assertThatThrownBy(() -> guard.withRealm("a\"b")).isInstanceOf(IllegalArgumentException.class);
  }

  private String bearer() {
    return "Bearer " + good;
  }

  private Decision check(String authorization) {
    return guard.check("GET", "/", Map.of("authorization", List.of(authorization)));
  }

  private static Refused refused(Decision decision) {
    assertThat(decision).isInstanceOf(Refused.class);
    return (Refused) decision;
  }

  private static String challenge(Decision decision) {
    return String.valueOf(refused(decision).headers().get("www-authenticate"));
  }
}
