package dev.gatepost.token;

import static dev.gatepost.token.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.token.testkit.TestIssuer;
import dev.gatepost.token.testkit.TestToken;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenVerifierTest {
  private static final Instant NOW = TestIssuer.NOW;

  private final TestIssuer issuer = TestIssuer.create();
  private final TokenVerifier verifier = issuer.verifierBuilder().build();

  @Test
  void gives_the_proven_claims_of_a_good_token() throws TokenRejectedException {
    String compact =
        issuer
            .token()
            .scopes("messages:read", "messages:write")
            .claim("tenant", Map.of("id", List.of(1, 2.5)))
            .claim("nbf", NOW.getEpochSecond())
            .sign();

    VerifiedToken token = verifier.verify(compact);

    assertThat(token.issuer()).isEqualTo(issuer.name());
    assertThat(token.subject()).contains("user-1");
    assertThat(token.audience()).containsExactly(issuer.audience());
    assertThat(token.expiresAt()).isEqualTo(NOW.plus(Duration.ofHours(1)));
    assertThat(token.issuedAt()).contains(NOW);
    assertThat(token.notBefore()).contains(NOW);
    assertThat(token.scopes()).containsExactly("messages:read", "messages:write");
    assertThat(token.clientId()).contains("client-1");
    assertThat(token.claims()).containsKey("tenant");
  }

  @Test
  void shows_no_claim_in_to_string() throws TokenRejectedException {
    VerifiedToken token = verifier.verify(issuer.token().sign());

    assertThat(token.toString()).doesNotContain("user-1", issuer.name());
  }

  @Test
  void refuses_a_signature_of_another_key() {
    String forged = TestIssuer.create().token().sign();

    assertRejected(verifier, forged, Reason.BAD_SIGNATURE);
  }

  @Test
  void refuses_claims_that_were_changed_after_signing() {
    String[] good = issuer.token().sign().split("\\.", -1);
    String[] other = issuer.token().subject("user-2").sign().split("\\.", -1);

    assertRejected(verifier, good[0] + "." + other[1] + "." + good[2], Reason.BAD_SIGNATURE);
  }

  @Test
  void refuses_a_kid_that_the_issuer_does_not_have() {
    assertRejected(
        verifier, issuer.token().header("kid", "key-2").sign(), Reason.UNKNOWN_KEY, "\"key-2\"");
  }

  @Test
  void takes_a_token_without_kid_where_one_key_fits() throws TokenRejectedException {
    assertThat(verifier.verify(issuer.token().withoutHeader("kid").sign())).isNotNull();
  }

  @Test
  void refuses_a_token_without_kid_where_two_keys_fit() {
    TestIssuer second = TestIssuer.create("key-2");
    TokenVerifier both =
        issuer
            .verifierBuilder()
            .keys(KeySource.ofJwks("{\"keys\":[" + issuer.jwk() + "," + second.jwk() + "]}"))
            .build();

    assertRejected(both, issuer.token().withoutHeader("kid").sign(), Reason.UNKNOWN_KEY, "several");
  }

  @Test
  void refuses_another_issuer_and_names_both() {
    String token = issuer.token().claim("iss", "https://other.example.test").sign();

    assertRejected(
        verifier, token, Reason.WRONG_ISSUER, "https://other.example.test", issuer.name());
  }

  @Test
  void refuses_another_audience_and_names_both() {
    String token = issuer.token().audience("api://other").sign();

    assertRejected(verifier, token, Reason.WRONG_AUDIENCE, "api://other", issuer.audience());
  }

  @Test
  void takes_any_of_several_audiences() throws TokenRejectedException {
    TokenVerifier either = issuer.verifierBuilder().audience("api://other").build();
    String token = issuer.token().claim("aud", List.of("api://third", "api://other")).sign();

    assertThat(either.verify(token).audience()).containsExactly("api://third", "api://other");
  }

  @ParameterizedTest
  @ValueSource(strings = {"iss", "aud", "exp", "sub"})
  void refuses_a_token_without_a_required_claim(String claim) {
    assertRejected(
        verifier,
        issuer.token().without(claim).sign(),
        Reason.MISSING_CLAIM,
        claim + " is missing");
  }

  @Test
  void takes_a_token_without_subject_where_that_is_allowed() throws TokenRejectedException {
    TokenVerifier lenient = issuer.verifierBuilder().allowMissingSubject().build();

    assertThat(lenient.verify(issuer.token().without("sub").sign()).subject()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 30, 300})
  void refuses_a_token_at_the_instant_it_expires(long leeway) throws TokenRejectedException {
    TokenVerifier lenient = issuer.verifierBuilder().leeway(Duration.ofSeconds(leeway)).build();
    Instant earliest = NOW.minusSeconds(leeway);

    assertRejected(lenient, issuer.token().expiringAt(earliest).sign(), Reason.EXPIRED);
    assertThat(lenient.verify(issuer.token().expiringAt(earliest.plusSeconds(1)).sign()))
        .isNotNull();
  }

  @Test
  void takes_a_token_until_just_before_it_expires() throws TokenRejectedException {
    String token = issuer.token().claim("exp", NOW.getEpochSecond() + 0.001).sign();

    assertThat(verifier.verify(token).expiresAt()).isAfter(NOW);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nbf", "iat"})
  void refuses_a_token_from_the_future(String claim) throws TokenRejectedException {
    TokenVerifier lenient = issuer.verifierBuilder().leeway(Duration.ofSeconds(30)).build();
    TestToken token = issuer.token();

    assertRejected(
        lenient, token.claim(claim, NOW.getEpochSecond() + 31).sign(), Reason.NOT_YET_VALID, claim);
    assertThat(lenient.verify(token.claim(claim, NOW.getEpochSecond() + 30).sign())).isNotNull();
  }

  @Test
  void refuses_a_token_older_than_the_maximum_age() throws TokenRejectedException {
    TokenVerifier young = issuer.verifierBuilder().maxAge(Duration.ofMinutes(5)).build();
    TestToken token = issuer.token();

    assertRejected(
        young, token.claim("iat", NOW.getEpochSecond() - 301).sign(), Reason.EXPIRED, "PT5M");
    assertThat(young.verify(token.claim("iat", NOW.getEpochSecond() - 300).sign())).isNotNull();
    assertRejected(young, token.without("iat").sign(), Reason.MISSING_CLAIM, "iat");
  }

  @ParameterizedTest
  @ValueSource(strings = {"client_id", "cid", "azp"})
  void knows_the_client_by_each_of_its_names(String claim) throws TokenRejectedException {
    TokenVerifier picky = issuer.verifierBuilder().allowClients("good", "also-good").build();
    TestToken token = issuer.token().without("client_id");

    assertThat(picky.verify(token.claim(claim, "good").sign()).clientId()).contains("good");
    assertRejected(picky, token.claim(claim, "bad").sign(), Reason.INVALID_CLAIM, "\"bad\"");
    assertRejected(picky, token.without(claim).sign(), Reason.MISSING_CLAIM);
  }

  @Test
  void takes_the_client_for_the_audience_where_that_is_asked_for() throws TokenRejectedException {
    TokenVerifier cognito =
        TokenVerifier.builder()
            .issuer(issuer.name())
            .keys(KeySource.ofJwks(issuer.jwks()))
            .clientIdAsAudience("client-1")
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .build();
    TestToken token = issuer.token().without("aud");

    assertThat(cognito.verify(token.sign()).audience()).isEmpty();
    assertRejected(cognito, token.claim("client_id", "x").sign(), Reason.WRONG_AUDIENCE);
    assertRejected(cognito, token.without("client_id").sign(), Reason.MISSING_CLAIM);
  }

  @Test
  void takes_no_client_for_the_audience_of_a_token_that_has_one() {
    TokenVerifier cognito =
        TokenVerifier.builder()
            .issuer(issuer.name())
            .keys(KeySource.ofJwks(issuer.jwks()))
            .clientIdAsAudience("client-1")
            .clock(Clock.fixed(NOW, ZoneOffset.UTC))
            .build();

    assertRejected(cognito, issuer.token().sign(), Reason.WRONG_AUDIENCE, issuer.audience());
    assertRejected(cognito, issuer.token().claim("aud", List.of()).sign(), Reason.WRONG_AUDIENCE);
  }

  @Test
  void refuses_a_token_that_is_bound_to_a_key_unless_told_to_ignore_it()
      throws TokenRejectedException {
    String bound = issuer.token().claim("cnf", Map.of("jkt", "x")).sign();
    TokenVerifier ignorant = issuer.verifierBuilder().ignoreSenderConstraint().build();

    assertRejected(issuer.verifierBuilder().build(), bound, Reason.INVALID_CLAIM, "cnf");
    assertRejected(
        issuer.verifierBuilder().build(),
        issuer.token().claim("cnf", null).sign(),
        Reason.INVALID_CLAIM);
    assertThat(ignorant.verify(bound)).isNotNull();
  }

  @Test
  void takes_scopes_from_every_claim_that_issuers_use() throws TokenRejectedException {
    TokenVerifier scoped = issuer.verifierBuilder().requireScopes("read", "write").build();

    assertThat(scoped.verify(issuer.token().claim("scope", "read write x").sign()).scopes())
        .containsExactly("read", "write", "x");
    assertThat(scoped.verify(issuer.token().claim("scp", "write  read").sign())).isNotNull();
    assertThat(scoped.verify(issuer.token().claim("scp", List.of("read", "write")).sign()))
        .isNotNull();
  }

  @Test
  void refuses_a_token_that_lacks_one_of_the_required_scopes() {
    TokenVerifier scoped = issuer.verifierBuilder().requireScopes("read", "write").build();

    TokenRejectedException rejection =
        assertRejected(scoped, issuer.token().scopes("read").sign(), Reason.INSUFFICIENT_SCOPE);

    assertThat(rejection.requiredScopes()).containsExactly("read", "write");
  }

  @Test
  void never_tells_a_forger_that_scopes_are_missing() {
    TokenVerifier scoped = issuer.verifierBuilder().requireScopes("read").build();

    assertRejected(scoped, TestIssuer.create().token().sign(), Reason.BAD_SIGNATURE);
  }

  @Test
  void refuses_what_breaks_a_rule_of_the_service() throws TokenRejectedException {
    TokenVerifier acme =
        issuer
            .verifierBuilder()
            .rule("tenant is acme", token -> "acme".equals(token.claims().get("tenant")))
            .build();

    assertThat(acme.verify(issuer.token().claim("tenant", "acme").sign())).isNotNull();
    assertRejected(
        acme,
        issuer.token().claim("tenant", "x").sign(),
        Reason.INVALID_CLAIM,
        "\"tenant is acme\" does not hold");
  }

  @Test
  void refuses_what_makes_a_rule_of_the_service_throw() {
    TokenVerifier careless =
        issuer
            .verifierBuilder()
            .rule(
                "no tenant",
                token -> ((List<?>) token.claims().getOrDefault("tenant", "x")).isEmpty())
            .build();

    assertRejected(
        careless, issuer.token().claim("tenant", "x").sign(), Reason.INVALID_CLAIM, "ClassCast");
  }

  @Test
  void shows_no_unproven_claims_to_a_rule_of_the_service() {
    TokenVerifier counting =
        issuer
            .verifierBuilder()
            .rule(
                "never called",
                token -> {
                  throw new AssertionError("called with a forged token");
                })
            .build();

    assertRejected(counting, TestIssuer.create().token().sign(), Reason.BAD_SIGNATURE);
    assertThat(counting.explain(TestIssuer.create().token().sign()).passed()).isFalse();
  }

  @Test
  void makes_refusals_without_stack_traces() {
    TokenRejectedException rejection = assertRejected(verifier, "x", Reason.MALFORMED);

    assertThat(rejection.getStackTrace()).isEmpty();
  }
}
