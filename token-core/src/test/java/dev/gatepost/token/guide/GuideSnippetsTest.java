package dev.gatepost.token.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatepost.token.Issuers;
import dev.gatepost.token.KeyReport;
import dev.gatepost.token.KeySource;
import dev.gatepost.token.RemoteKeySettings;
import dev.gatepost.token.TokenRejectedException;
import dev.gatepost.token.TokenVerifier;
import dev.gatepost.token.VerifiedToken;
import dev.gatepost.token.http.RequestGuard;
import dev.gatepost.token.testkit.Preset;
import dev.gatepost.token.testkit.TestIssuer;
import dev.gatepost.token.testkit.TestIssuerExtension;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The guide's shorter examples, each in a method of its own. */
@ExtendWith(TestIssuerExtension.class)
class GuideSnippetsTest {
  private final List<String> heard = new ArrayList<>();

  @Test
  void first_token(TestIssuer testIssuer) throws TokenRejectedException {
    String issuer = testIssuer.name();
    String compact = testIssuer.token().claim("aud", "api://default").sign();

    // guide: first
    TokenVerifier verifier =
        TokenVerifier.builder()
            .issuer(issuer) // exactly as it stands in iss
            .audience("api://default") // what your API is called in aud
            .keys(KeySource.discover(issuer))
            .build();

    VerifiedToken token = verifier.verify(compact); // or throws TokenRejectedException
    String author = token.subject().orElseThrow();
    // guide: end

    assertThat(author).isEqualTo("user-1");
  }

  @Test
  void presets() {
    // guide: presets
    Issuers.okta("https://dev-1.okta.com/oauth2/default").audience("api://default");
    Issuers.auth0("https://acme.eu.auth0.com/").audience("https://messages.example.com");
    Issuers.cognito("https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbC123")
        .clientIdAsAudience("1example23456789"); // Cognito's access tokens have no aud
    Issuers.entraId("aaaabbbb-0000-cccc-1111-dddd2222eeee").audience("YOUR-API-CLIENT-ID");
    Issuers.keycloak("https://id.example.com/realms/acme").audience("messages");
    Issuers.google().audience("YOUR-CLIENT-ID"); // ID tokens: see the Javadoc for the limits
    // guide: end

    assertThat(Preset.values()).hasSize(7);
  }

  @Test
  void keys(TestIssuer testIssuer, @TempDir Path folder) throws Exception {
    String json = testIssuer.jwks();
    String base64 = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    Path path = Files.writeString(folder.resolve("keys.json"), json);
    String issuer = testIssuer.name();
    URI uri = URI.create(issuer + "/keys");

    List<KeySource> sources =
        List.of(
            // guide: keys
            KeySource.ofJwks(json), // never change
            KeySource.ofBase64Jwks(base64), // the same, as environment variables carry it
            KeySource.ofFile(path), // read again when the file changes
            KeySource.remote(uri), // fetched, kept, refreshed
            KeySource.discover(issuer) // as remote, from where the issuer says
            // guide: end
            );

    for (KeySource source : sources) {
      source.load();
      assertThat(source.report().state()).isEqualTo(KeyReport.State.FRESH);
    }
  }

  @Test
  void remote_keys(TestIssuer testIssuer) {
    String issuer = testIssuer.name();

    // guide: remote
    RemoteKeySettings settings =
        RemoteKeySettings.defaults()
            .timeout(Duration.ofSeconds(1)) // for one exchange, whole; 2 seconds by default
            .maxFresh(Duration.ofHours(1)) // a key taken back lives on for that, at most
            .maxStale(Duration.ofHours(4)); // and for that in addition, if the issuer is down
    KeySource keys = KeySource.discover(issuer, settings);
    keys.load(); // at start: so that no request has to wait, and a wrong address shows now
    // guide: end

    assertThat(keys.isUsable()).isTrue();
  }

  @Test
  void rules(TestIssuer testIssuer) throws TokenRejectedException {
    TokenVerifier verifier =
        testIssuer
            .verifierBuilder()
            // guide: rules
            .requireScopes("messages:write") // in scope or scp; all of them
            .allowClients("web", "cli") // client_id, cid or azp
            .leeway(Duration.ofSeconds(10)) // 30 seconds by default, 5 minutes at most
            .maxAge(Duration.ofHours(1)) // since iat, whatever exp says
            .requireAccessTokenType() // typ at+jwt, where the issuer sets it (RFC 9068)
            .rule("tenant is acme", token -> "acme".equals(token.claims().get("tenant")))
            // guide: end
            .build();

    assertThat(
            verifier.verify(
                testIssuer
                    .token()
                    .scopes("messages:write")
                    .claim("client_id", "web")
                    .claim("tenant", "acme")
                    .sign()))
        .isNotNull();
  }

  @Test
  void several_issuers() throws TokenRejectedException {
    TestIssuer signer = TestIssuer.create();
    TokenVerifier okta = Preset.OKTA.verifierBuilder(signer).build();
    TokenVerifier keycloak = Preset.KEYCLOAK.verifierBuilder(signer).build();

    // guide: several
    TokenVerifier verifier = TokenVerifier.anyOf(okta, keycloak);
    // guide: end

    assertThat(verifier.verify(Preset.KEYCLOAK.token(signer).sign())).isNotNull();
  }

  @Test
  void refusals(TestIssuer testIssuer) {
    TokenVerifier verifier = testIssuer.verifierBuilder().build();
    String compact = testIssuer.token().expiringAt(Instant.EPOCH).sign();

    // guide: refusal
    try {
      verifier.verify(compact);
    } catch (TokenRejectedException e) {
      count(e.reason().label()); // for metrics: "expired"
      log(e.getMessage()); // for the operator: "expired at …, now …"
      answer(e.reason().clientText()); // for the sender: "The token has expired."
    }
    // guide: end

    assertThat(heard).hasSize(3);
    assertThat(heard.get(0)).isEqualTo("expired");
    assertThat(heard.get(1)).startsWith("expired at 1970-01-01T00:00:00Z, now ");
    assertThat(heard.get(2)).isEqualTo("The token has expired.");
  }

  private void count(String label) {
    heard.add(label);
  }

  private void log(@Nullable String message) {
    heard.add(String.valueOf(message));
  }

  private void answer(String text) {
    heard.add(text);
  }

  @Test
  void guard(TestIssuer testIssuer) {
    TokenVerifier verifier = testIssuer.verifierBuilder().build();

    // guide: guard
    RequestGuard guard =
        new RequestGuard(verifier)
            .withRealm("messages")
            .withResourceMetadata(
                URI.create("https://api.example.com/.well-known/oauth-protected-resource"));
    // guide: end

    assertThat(guard.check("GET", "/", Map.of())).isInstanceOf(RequestGuard.Refused.class);
  }

  @Test
  void tokens_of_a_test() throws TokenRejectedException {
    // guide: testing
    TestIssuer issuer = TestIssuer.create();
    TokenVerifier verifier = issuer.verifierBuilder().build(); // its issuer, audience, keys, clock
    String good = issuer.token().scopes("messages:write").sign();
    String expired = issuer.token().expiringAt(TestIssuer.NOW).sign();
    String likeOkta = Preset.OKTA.token(issuer).sign();
    // guide: end

    assertThat(verifier.verify(good)).isNotNull();
    assertThatThrownBy(() -> verifier.verify(expired)).isInstanceOf(TokenRejectedException.class);
    assertThat(Preset.OKTA.verifierBuilder(issuer).build().verify(likeOkta)).isNotNull();
  }
}
