package dev.gatepost.messages.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatepost.messages.testkit.ApiCases;
import dev.gatepost.token.TokenRejectedException;
import dev.gatepost.token.TokenVerifier;
import dev.gatepost.token.testkit.TestIssuer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiSettingsTest {
  private final TestIssuer issuer = TestIssuer.create();
  private final Map<String, String> environment = new HashMap<>();

  ApiSettingsTest() {
    environment.put("OIDC_ISSUER", issuer.name());
    environment.put("OIDC_AUDIENCE", issuer.audience());
    environment.put("OIDC_JWKS", issuer.jwks());
  }

  @Test
  void names_everything_that_is_missing_at_once() {
    assertThat(complaints(Map.of(), List.of("MESSAGES_STORE: is not known")))
        .containsExactly(
            "OIDC_ISSUER: is not set", "OIDC_AUDIENCE: is not set", "MESSAGES_STORE: is not known");
  }

  @Test
  void complains_of_a_platforms_setting_alone() {
    assertThat(complaints(environment, List.of("MESSAGES_STORE: is not known")))
        .containsExactly("MESSAGES_STORE: is not known");
  }

  @Test
  void takes_a_blank_variable_for_one_that_is_not_set() {
    environment.put("OIDC_ISSUER", " ");
    environment.put("OIDC_AUDIENCE", " , ");
    environment.put("OKTA_KEYS", " ");

    assertThat(complaints())
        .containsExactly("OIDC_ISSUER: is not set", "OIDC_AUDIENCE: is not set");
  }

  @Test
  void wants_the_issuer_exactly() {
    environment.put("OIDC_ISSUER", issuer.name() + " ");

    assertThat(complaints()).containsExactly("OIDC_ISSUER: begins or ends with white space");
  }

  @Test
  void verifies_tokens_by_keys_in_json() throws Exception {
    assertVerifies();
  }

  @Test
  void verifies_tokens_by_keys_in_base64() throws Exception {
    environment.put("OIDC_JWKS", base64(issuer.jwks()));

    assertVerifies();
  }

  @Test
  void verifies_tokens_by_the_tutorials_keys() throws Exception {
    environment.remove("OIDC_JWKS");
    environment.put("OKTA_KEYS", base64(issuer.jwks()));

    assertVerifies();
  }

  @Test
  void verifies_tokens_by_keys_in_a_file(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("the keys.json"), issuer.jwks());

    environment.put("OIDC_JWKS", "file:" + file);
    assertVerifies();
    environment.put("OIDC_JWKS", file.toUri().toString());
    assertVerifies();
  }

  @Test
  void takes_keys_from_an_address_without_fetching_them_yet() {
    environment.put("OIDC_JWKS", "https://id.example.test/keys");

    assertThat(ApiSettings.read(environment).verifier(ApiCases.clock())).isNotNull();
  }

  @Test
  void takes_the_keys_that_the_issuer_publishes_where_none_are_set() {
    environment.remove("OIDC_JWKS");

    assertThat(ApiSettings.read(environment).verifier(ApiCases.clock())).isNotNull();
  }

  @Test
  void complains_of_an_issuer_that_cannot_publish_keys() {
    environment.remove("OIDC_JWKS");
    environment.put("OIDC_ISSUER", "http://id.example.test");

    assertThat(complaints())
        .singleElement()
        .asString()
        .startsWith("OIDC_ISSUER: neither OIDC_JWKS nor OKTA_KEYS is set, and ");
  }

  @Test
  void verifies_tokens_for_any_of_the_audiences() throws Exception {
    environment.put("OIDC_AUDIENCE", "other, " + issuer.audience());

    assertVerifies();
  }

  @Test
  void accepts_tokens_without_an_audience_by_their_client() throws Exception {
    environment.remove("OIDC_AUDIENCE");
    environment.put("OIDC_ACCEPTED_CLIENTS", "other, client-7");
    TokenVerifier verifier = ApiSettings.read(environment).verifier(ApiCases.clock());

    verifier.verify(issuer.token().without("aud").claim("client_id", "client-7").sign());
    assertThatThrownBy(
            () -> verifier.verify(issuer.token().without("aud").claim("client_id", "else").sign()))
        .isInstanceOf(TokenRejectedException.class);
    assertThatThrownBy(() -> verifier.verify(issuer.token().claim("client_id", "client-7").sign()))
        .isInstanceOf(TokenRejectedException.class);
  }

  @Test
  void complains_of_an_audience_beside_accepted_clients() {
    environment.put("OIDC_ACCEPTED_CLIENTS", "client-7");

    assertThat(complaints())
        .containsExactly("OIDC_ACCEPTED_CLIENTS: set this or OIDC_AUDIENCE, not both");
  }

  @Test
  void requires_every_scope() throws Exception {
    environment.put("OIDC_REQUIRED_SCOPES", " read  write ");
    ApiSettings settings = ApiSettings.read(environment);

    settings.verifier(ApiCases.clock()).verify(issuer.token().scopes("write", "read").sign());
    assertThatThrownBy(
            () -> settings.verifier(ApiCases.clock()).verify(issuer.token().scopes("read").sign()))
        .isInstanceOf(TokenRejectedException.class);
  }

  @Test
  void reads_the_allowed_origins() {
    environment.put("CORS_ALLOWED_ORIGINS", "https://one.test,https://two.test");

    AllowedOrigins origins = ApiSettings.read(environment).allowedOrigins();

    assertThat(origins.answerTo("https://two.test")).isPresent();
  }

  @Test
  void allows_no_origin_by_default() {
    AllowedOrigins origins = ApiSettings.read(environment).allowedOrigins();

    assertThat(origins.answerTo("https://one.test")).isEmpty();
  }

  @Test
  void complains_of_keys_that_are_set_twice() {
    environment.put("OKTA_KEYS", base64(issuer.jwks()));

    assertThat(complaints()).containsExactly("OIDC_JWKS: set this or OKTA_KEYS, not both");
  }

  @Test
  void complains_of_scopes_and_origins_together() {
    environment.put("OIDC_REQUIRED_SCOPES", "read \"write\"");
    environment.put("CORS_ALLOWED_ORIGINS", "example.com");

    assertThat(complaints())
        .hasSize(2)
        .anyMatch(complaint -> complaint.startsWith("OIDC_REQUIRED_SCOPES: "))
        .anyMatch(complaint -> complaint.startsWith("CORS_ALLOWED_ORIGINS: not an origin"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://id.example.test/s3cret",
        "https://user:s3cret@id.example.test/keys",
        "https://id.example.test/ s3cret",
        "file:nowhere.json",
        "file:///%zz-s3cret",
        "file://host/s3cret",
        "file:\0s3cret",
        "s3cret!",
        "{\"keys\":[{\"kty\":\"oct\",\"k\":\"s3cret\"}]}",
        "{\"s3cret\""
      })
  void complains_of_keys_without_showing_them(String keys) {
    environment.put("OIDC_JWKS", keys);

    assertThat(complaints())
        .singleElement()
        .asString()
        .startsWith("OIDC_JWKS: ")
        .doesNotContain("s3cret");
  }

  @Test
  void complains_of_the_tutorials_keys_by_their_name() {
    environment.remove("OIDC_JWKS");
    environment.put("OKTA_KEYS", "s3cret!");

    assertThat(complaints())
        .singleElement()
        .asString()
        .startsWith("OKTA_KEYS: ")
        .doesNotContain("s3cret");
  }

  private void assertVerifies() throws Exception {
    String token = issuer.token().sign();

    assertThat(ApiSettings.read(environment).verifier(ApiCases.clock()).verify(token).subject())
        .contains("user-1");
  }

  private List<String> complaints() {
    return complaints(environment, List.of());
  }

  private static List<String> complaints(Map<String, String> environment, List<String> more) {
    return catchThrowableOfType(
            InvalidSettingsException.class, () -> ApiSettings.read(environment, more))
        .complaints();
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }
}
