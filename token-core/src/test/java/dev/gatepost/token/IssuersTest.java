package dev.gatepost.token;

import static dev.gatepost.token.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatepost.token.testkit.Preset;
import dev.gatepost.token.testkit.TestIssuer;
import dev.gatepost.token.testkit.TestToken;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IssuersTest {
  private static final String OTHER_TENANT = "aaaabbbb-0000-cccc-1111-dddd22220000";

  private final TestIssuer signer = TestIssuer.create();

  @ParameterizedTest
  @EnumSource
  void takes_an_access_token_as_the_issuer_makes_it(Preset preset) throws TokenRejectedException {
    VerifiedToken token = verifier(preset).verify(preset.token(signer).sign());

    assertThat(token.issuer()).isEqualTo(preset.issuer());
    assertThat(token.subject()).isPresent();
  }

  @ParameterizedTest
  @EnumSource
  void refuses_a_token_for_somebody_else(Preset preset) {
    TestToken token =
        preset.token(signer).audience("other").claim("client_id", "other").claim("azp", "other");

    assertRejected(verifier(preset), token.sign(), Reason.WRONG_AUDIENCE);
  }

  @ParameterizedTest
  @EnumSource
  void refuses_another_issuer_of_the_same_make(Preset preset) {
    TestToken token = preset.token(signer).claim("iss", preset.issuer().replace("/", "/x"));

    assertRejected(verifier(preset), token.sign(), Reason.WRONG_ISSUER);
  }

  @ParameterizedTest
  @EnumSource(
      value = Preset.class,
      names = {"COGNITO", "GOOGLE"},
      mode = EnumSource.Mode.EXCLUDE)
  void finds_the_scopes_where_the_issuer_puts_them(Preset preset) throws TokenRejectedException {
    String scope = preset.name().startsWith("ENTRA") ? "messages.write" : "messages:write";
    TokenVerifier scoped = preset.verifierBuilder(signer).requireScopes(scope).build();

    assertThat(scoped.verify(preset.token(signer).sign())).isNotNull();
  }

  @Test
  void refuses_an_id_token_of_okta_even_where_the_client_is_the_audience() {
    TestToken token = Preset.OKTA.token(signer).without("cid").without("scp");

    assertRuleBroken(Preset.OKTA, token.claim("jti", "ID.x"), "cid");
  }

  @Test
  void refuses_an_id_token_of_auth0_and_takes_either_profile() throws TokenRejectedException {
    TestToken rfc9068 =
        Preset.AUTH0.token(signer).header("typ", "at+jwt").without("azp").claim("client_id", "c");

    assertThat(verifier(Preset.AUTH0).verify(rfc9068.sign())).isNotNull();
    assertRuleBroken(
        Preset.AUTH0, Preset.AUTH0.token(signer).without("azp").claim("nonce", "n"), "client");
  }

  @Test
  void refuses_an_id_token_of_cognito() {
    TestToken token = Preset.COGNITO.token(signer);

    assertRuleBroken(Preset.COGNITO, token.claim("token_use", "id"), "token_use");
    assertRuleBroken(Preset.COGNITO, token.claim("token_use", List.of("access")), "token_use");
    assertRuleBroken(Preset.COGNITO, token.without("token_use"), "token_use");
  }

  @Test
  void takes_a_cognito_token_that_is_bound_to_a_resource() throws TokenRejectedException {
    String resource = "https://messages.example.com";
    TokenVerifier bound =
        Issuers.cognito(Preset.COGNITO.issuer())
            .audience(resource)
            .keys(KeySource.ofJwks(signer.jwks()))
            .clock(Clock.fixed(TestIssuer.NOW, ZoneOffset.UTC))
            .build();

    assertThat(bound.verify(Preset.COGNITO.token(signer).audience(resource).sign())).isNotNull();
  }

  @ParameterizedTest
  @EnumSource(names = {"ENTRA_ID", "ENTRA_ID_V1"})
  void refuses_another_tenants_token(Preset preset) {
    TestToken token = preset.token(signer);

    assertRuleBroken(preset, token.claim("tid", OTHER_TENANT), "tid");
    assertRuleBroken(preset, token.without("tid"), "tid");
  }

  @Test
  void refuses_an_id_token_of_entra_even_where_page_and_api_are_one_application() {
    assertRuleBroken(
        Preset.ENTRA_ID, Preset.ENTRA_ID.token(signer).without("azp").without("scp"), "azp");
    assertRuleBroken(
        Preset.ENTRA_ID_V1, Preset.ENTRA_ID_V1.token(signer).without("appid"), "appid");
  }

  @Test
  void keeps_the_two_versions_of_entra_apart() {
    assertRejected(
        verifier(Preset.ENTRA_ID), Preset.ENTRA_ID_V1.token(signer).sign(), Reason.WRONG_ISSUER);
    assertRejected(
        verifier(Preset.ENTRA_ID_V1), Preset.ENTRA_ID.token(signer).sign(), Reason.WRONG_ISSUER);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ID", "Refresh", "Offline", "Logout", "DPoP", "bearer", ""})
  void refuses_what_else_a_realm_of_keycloak_signs(String typ) {
    assertRuleBroken(Preset.KEYCLOAK, Preset.KEYCLOAK.token(signer).claim("typ", typ), "Bearer");
    assertRuleBroken(Preset.KEYCLOAK, Preset.KEYCLOAK.token(signer).without("typ"), "Bearer");
  }

  @Test
  void refuses_an_issuer_that_is_not_of_its_makers_form() {
    assertNoIssuer(() -> Issuers.okta("https://dev-1.okta.com"), "/oauth2/SERVER");
    assertNoIssuer(() -> Issuers.okta("https://dev-1.okta.com/oauth2/default/"), "/oauth2/SERVER");
    assertNoIssuer(() -> Issuers.okta("http://dev-1.okta.com/oauth2/default"), "https");
    assertNoIssuer(() -> Issuers.auth0("https://acme.eu.auth0.com"), "https://DOMAIN/");
    assertNoIssuer(() -> Issuers.auth0("acme.eu.auth0.com"), "https://DOMAIN/");
    assertNoIssuer(() -> Issuers.cognito("https://acme.auth.eu-central-1.amazoncognito.com"), "ID");
    assertNoIssuer(() -> Issuers.keycloak("https://id.example.com/realms/acme/"), "/realms/REALM");
    assertNoIssuer(() -> Issuers.keycloak("https://id.example.com"), "/realms/REALM");
    assertNoIssuer(() -> Issuers.keycloak("http://id.example.com/realms/acme"), "https");
  }

  @ParameterizedTest
  @ValueSource(strings = {"common", "organizations", "consumers", "acme.onmicrosoft.com", ""})
  void refuses_what_is_not_one_tenant(String tenant) {
    assertNoIssuer(() -> Issuers.entraId(tenant), "UUID");
    assertNoIssuer(() -> Issuers.entraIdV1(tenant), "UUID");
  }

  @Test
  void takes_a_tenants_id_in_upper_case() throws TokenRejectedException {
    TokenVerifier verifier =
        Issuers.entraId("AAAABBBB-0000-CCCC-1111-DDDD2222EEEE")
            .audience("11111111-2222-3333-4444-555555555555")
            .keys(KeySource.ofJwks(signer.jwks()))
            .clock(Clock.fixed(TestIssuer.NOW, ZoneOffset.UTC))
            .build();

    assertThat(verifier.verify(Preset.ENTRA_ID.token(signer).sign())).isNotNull();
  }

  @ParameterizedTest
  @EnumSource
  void has_no_audience_of_its_own(Preset preset) {
    TokenVerifierBuilder bare =
        switch (preset) {
          case OKTA -> Issuers.okta(preset.issuer());
          case AUTH0 -> Issuers.auth0(preset.issuer());
          case COGNITO -> Issuers.cognito(preset.issuer());
          case ENTRA_ID -> Issuers.entraId(OTHER_TENANT);
          case ENTRA_ID_V1 -> Issuers.entraIdV1(OTHER_TENANT);
          case KEYCLOAK -> Issuers.keycloak(preset.issuer());
          case GOOGLE -> Issuers.google();
        };

    assertThatThrownBy(bare::build)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("audience is missing");
  }

  private TokenVerifier verifier(Preset preset) {
    return preset.verifierBuilder(signer).build();
  }

  private void assertRuleBroken(Preset preset, TestToken token, String rule) {
    assertRejected(verifier(preset), token.sign(), Reason.INVALID_CLAIM, rule);
  }

  private static void assertNoIssuer(Runnable preset, String shown) {
    assertThatThrownBy(preset::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(shown);
  }
}
