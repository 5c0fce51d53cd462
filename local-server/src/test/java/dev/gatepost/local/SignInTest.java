package dev.gatepost.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import dev.gatepost.messages.api.InvalidSettingsException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page that holds Okta's widget is there for those who ask for it, and stricter for others. */
class SignInTest {
  private final ClientSite plain = site(SignIn.REDIRECT);
  private final ClientSite withWidget = site(SignIn.OKTA_WIDGET);

  @Test
  void nobody_gets_to_the_widget_who_has_not_asked_for_it() {
    assertThat(get(plain, "/okta.html").status()).isEqualTo(404);
    assertThat(get(withWidget, "/okta.html").status()).isEqualTo(200);
  }

  @Test
  void the_widget_alone_is_free_of_trusted_types() {
    String policy = policyOf("/okta.html");

    assertThat(policy)
        .contains(
            "default-src 'none'",
            "script-src 'self'; style-src 'self'",
            "connect-src 'self' https://api.example.com https://dev-1.okta.com;",
            "font-src 'self'",
            "frame-ancestors 'none'")
        .doesNotContain("trusted-types", "unsafe");
    assertThat(get(withWidget, "/").headers()).doesNotContainKey("content-security-policy");
    assertThat(get(withWidget, "/okta.html/").headers())
        .doesNotContainKey("content-security-policy");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "js/okta-sign-in.oie.min.js",
        "css/okta-sign-in.min.css",
        "font/okticon.woff",
        "font/inter-latin-400-normal.woff2",
        "labels/json/login_pt_BR.json",
        "img/icons/mfa/sms@2x.png",
        "img/ui/indicators/loader@1x.gif"
      })
  void what_the_widget_is_made_of_is_here(String file) {
    assertThat(get(withWidget, "/vendor/okta-signin-widget/" + file).status()).isEqualTo(200);
  }

  @Test
  void the_page_is_told() {
    assertThat(get(withWidget, "/config.json").body())
        .asString()
        .contains("\"signIn\":\"okta-widget\"");
    assertThat(get(plain, "/config.json").body()).asString().contains("\"signIn\":\"redirect\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"widget", "OKTA-WIDGET", "okta_widget", "redirect "})
  void other_words_are_refused_at_the_start(String word) {
    assertThatThrownBy(() -> ServerSettings.read(Map.of("SIGN_IN", word)))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("SIGN_IN");
  }

  @Test
  void the_development_issuer_is_none_of_oktas() {
    assertThatThrownBy(() -> ServerSettings.read(Map.of("SIGN_IN", "okta-widget")))
        .isInstanceOf(InvalidSettingsException.class)
        .hasMessageContaining("Set OIDC_ISSUER too");
  }

  private String policyOf(String path) {
    return get(withWidget, path).headers().getOrDefault("content-security-policy", "");
  }

  private static ApiResponse get(ClientSite site, String path) {
    return site.answer(new ApiRequest("GET", path, "", Map.of(), new byte[0]));
  }

  private static ClientSite site(SignIn signIn) {
    String okta = "https://dev-1.okta.com";
    return new ClientSite(
        ClientFiles.packed(),
        new ClientConfig(
            okta + "/oauth2/default",
            "0oa1",
            "openid",
            "",
            List.of(okta),
            signIn,
            "https://api.example.com",
            false));
  }
}
