package dev.gatepost.token;

import static dev.gatepost.token.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatepost.token.testkit.TestIssuer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenVerifierBuilderTest {
  private final TestIssuer issuer = TestIssuer.create();

  @Test
  void names_everything_that_is_missing() {
    assertThatThrownBy(() -> TokenVerifier.builder().build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("issuer is missing; audience is missing; keys are missing");
  }

  @Test
  void refuses_what_would_switch_a_check_off() {
    assertRefused(b -> b.issuer(" "), "issuer");
    assertRefused(b -> b.audience(""), "blank");
    assertRefused(b -> b.allowClients(" "), "blank");
    assertRefused(b -> b.clientIdAsAudience("x"), "exclude each other");
    assertRefused(b -> b.requireScopes("a b"), "scope");
    assertRefused(b -> b.requireScopes(""), "scope");
    assertRefused(b -> b.requireScopes("a\"b"), "scope");
    assertRefused(b -> b.maxAge(Duration.ZERO), "maxAge");
    assertRefused(b -> b.maxAge(Duration.ofSeconds(-1)), "maxAge");
    assertRefused(b -> b.maxAge(Duration.ofDays(36_500).plusNanos(1)), "maxAge");
    assertRefused(b -> b.rule(" ", token -> true), "rule");
  }

  @Test
  @SuppressWarnings("NullAway") // What callers without null checks may do.
  void names_each_null() {
    assertRefused(b -> b.issuer(null), "issuer is missing");
    assertRefused(b -> b.audience((String) null), "blank");
    assertRefused(b -> b.allowClients("x", null), "blank");
    assertRefused(b -> b.keys(null), "keys are missing");
    assertRefused(b -> b.requireScopes((String) null), "scope");
    assertRefused(b -> b.rule(null, token -> true), "rule");
    assertRefused(b -> b.rule("a rule", null), "rule");
    assertRefused(b -> b.leeway(null), "leeway");
    assertRefused(b -> b.clock(null), "clock is missing");
    assertThatThrownBy(
            () -> TokenVerifier.builder().leeway(null).clock(null).maxTokenSize(0).build())
        .hasMessage(
            "issuer is missing; audience is missing; keys are missing; clock is missing;"
                + " leeway must be 0 to 5 minutes; maxTokenSize must be 1024 to 65536");
  }

  @Test
  void takes_any_age_that_can_be_added_to_a_time() throws TokenRejectedException {
    TokenVerifier verifier = issuer.verifierBuilder().maxAge(Duration.ofDays(36_500)).build();

    assertThat(verifier.verify(issuer.token().sign())).isNotNull();
  }

  @Test
  void takes_no_keys_that_are_discovered_for_another_issuer() {
    assertRefused(
        b -> b.keys(KeySource.discover("https://other.example.test")),
        "the keys are discovered for another issuer, https://other.example.test");
    assertThat(
            issuer
                .verifierBuilder()
                .issuer("https://a.test")
                .keys(KeySource.discover("https://a.test"))
                .build())
        .isNotNull();
  }

  @Test
  void bounds_the_leeway() {
    assertThat(issuer.verifierBuilder().leeway(Duration.ofMinutes(5)).build()).isNotNull();
    assertRefused(b -> b.leeway(Duration.ofMinutes(5).plusNanos(1)), "leeway");
    assertRefused(b -> b.leeway(Duration.ofNanos(-1)), "leeway");
  }

  @Test
  void bounds_the_size_of_tokens() {
    assertThat(issuer.verifierBuilder().maxTokenSize(1024).build()).isNotNull();
    assertThat(issuer.verifierBuilder().maxTokenSize(65_536).build()).isNotNull();
    assertRefused(b -> b.maxTokenSize(1023), "maxTokenSize");
    assertRefused(b -> b.maxTokenSize(65_537), "maxTokenSize");
  }

  @Test
  void takes_every_scope_that_rfc_6749_allows() {
    assertThat(issuer.verifierBuilder().requireScopes("!", "~", "a#[]").build()).isNotNull();
    assertRefused(b -> b.requireScopes("a\\b"), "scope");
    assertRefused(b -> b.requireScopes("a\u007f"), "scope");
    assertRefused(b -> b.requireScopes("good", "b d"), "scope");
  }

  @Test
  void goes_by_30_seconds_of_leeway_and_16_kibibytes_unless_told_otherwise()
      throws TokenRejectedException {
    TokenVerifier verifier =
        TokenVerifier.builder()
            .issuer(issuer.name())
            .audience(issuer.audience())
            .keys(KeySource.ofJwks(issuer.jwks()))
            .clock(Clock.fixed(TestIssuer.NOW, ZoneOffset.UTC))
            .build();
    Instant end = TestIssuer.NOW.minusSeconds(29);

    assertThat(verifier.verify(issuer.token().expiringAt(end).sign())).isNotNull();
    assertRejected(verifier, issuer.token().expiringAt(end.minusSeconds(1)).sign(), Reason.EXPIRED);
    assertRejected(verifier, "x".repeat(16 * 1024), Reason.MALFORMED);
    assertRejected(verifier, "x".repeat(16 * 1024 + 1), Reason.TOO_LARGE);
  }

  @Test
  void goes_by_the_systems_clock_unless_told_otherwise() throws TokenRejectedException {
    TestIssuer today = issuer.at(Instant.now());
    TokenVerifier verifier =
        TokenVerifier.builder()
            .issuer(today.name())
            .audience(today.audience())
            .keys(KeySource.ofJwks(today.jwks()))
            .build();

    assertThat(verifier.verify(today.token().sign())).isNotNull();
    assertRejected(verifier, issuer.at(Instant.EPOCH).token().sign(), Reason.EXPIRED);
  }

  private void assertRefused(UnaryOperator<TokenVerifierBuilder> change, String complaint) {
    assertThatThrownBy(() -> change.apply(issuer.verifierBuilder()).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(complaint);
  }
}
