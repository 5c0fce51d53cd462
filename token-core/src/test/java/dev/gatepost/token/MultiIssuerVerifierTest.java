package dev.gatepost.token;

import static dev.gatepost.token.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatepost.token.Explanation.Verdict;
import dev.gatepost.token.testkit.TestIssuer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MultiIssuerVerifierTest {
  private static final String OTHER = "https://other.example.test";

  private final TestIssuer first = TestIssuer.create("same-kid");
  private final TestIssuer second = TestIssuer.create("same-kid");
  private final TokenVerifier firstOnly = first.verifierBuilder().build();
  private final TokenVerifier secondOnly =
      second.verifierBuilder().issuer(OTHER).requireScopes("read").build();
  private final TokenVerifier both = TokenVerifier.anyOf(firstOnly, secondOnly);

  @Test
  void verifies_each_issuers_tokens_with_its_own_keys() throws TokenRejectedException {
    String other = second.token().claim("iss", OTHER).scopes("read").sign();

    assertThat(both.verify(first.token().sign()).issuer()).isEqualTo(first.name());
    assertThat(both.verify(other).issuer()).isEqualTo(OTHER);
  }

  @Test
  void never_lets_one_issuers_key_sign_for_another_even_under_the_same_kid() {
    assertRejected(both, first.token().claim("iss", OTHER).sign(), Reason.BAD_SIGNATURE);
    assertRejected(both, second.token().sign(), Reason.BAD_SIGNATURE);
  }

  @Test
  void holds_each_issuer_to_its_own_rules() {
    String unscoped = second.token().claim("iss", OTHER).sign();

    assertRejected(both, unscoped, Reason.INSUFFICIENT_SCOPE);
  }

  @Test
  void holds_each_issuer_to_its_own_limit_of_size() {
    TokenVerifier mixed =
        TokenVerifier.anyOf(first.verifierBuilder().maxTokenSize(1024).build(), secondOnly);
    String large = first.token().claim("x", "x".repeat(1024)).sign();

    assertRejected(mixed, large, Reason.TOO_LARGE, "1024");
  }

  @Test
  void refuses_unknown_and_missing_issuers() {
    assertRejected(
        both, first.token().claim("iss", "https://x.test").sign(), Reason.WRONG_ISSUER, OTHER);
    assertRejected(both, first.token().without("iss").sign(), Reason.MISSING_CLAIM, "iss");
  }

  @Test
  void explains_by_the_rules_of_the_tokens_issuer() {
    assertThat(both.explain(first.token().sign()).passed()).isTrue();
    assertThat(both.explain(first.token().claim("iss", "https://x.test").sign()).passed())
        .isFalse();
  }

  @Test
  void explains_what_it_can_of_a_token_of_an_unknown_issuer() {
    String token = first.token().claim("iss", "https://x.test").header("typ", "id+jwt").sign();

    Explanation explanation = both.explain(token);

    assertThat(explanation.checks())
        .extracting(Explanation.Check::name, Explanation.Check::verdict)
        .containsExactly(
            tuple("form", Verdict.PASSED),
            tuple("algorithm", Verdict.PASSED),
            tuple("claims", Verdict.PASSED),
            tuple("type", Verdict.FAILED),
            tuple("issuer", Verdict.FAILED),
            tuple("key", Verdict.SKIPPED),
            tuple("signature", Verdict.SKIPPED));
    assertThat(both.explain("not a token").checks().get(0).reason()).contains(Reason.MALFORMED);
  }

  @Test
  void refuses_one_key_source_for_two_issuers() {
    KeySource keys = KeySource.ofJwks(first.jwks());

    assertThatThrownBy(
            () ->
                TokenVerifier.anyOf(
                    first.verifierBuilder().keys(keys).build(),
                    first.verifierBuilder().issuer(OTHER).keys(keys).build()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(OTHER);
  }

  @Test
  void can_be_made_of_others_of_its_kind() throws TokenRejectedException {
    assertThat(TokenVerifier.anyOf(both).verify(first.token().sign())).isNotNull();
  }

  @Test
  void refuses_no_verifier_and_two_for_one_issuer() {
    assertThatThrownBy(TokenVerifier::anyOf).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> TokenVerifier.anyOf(both, firstOnly))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(first.name());
  }
}
