package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatepost.token.testkit.TestIssuer;
import java.time.Duration;
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

  private void assertRefused(UnaryOperator<TokenVerifierBuilder> change, String complaint) {
    assertThatThrownBy(() -> change.apply(issuer.verifierBuilder()).build())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(complaint);
  }
}
