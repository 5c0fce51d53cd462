package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.token.Explanation.Check;
import dev.gatepost.token.Explanation.Verdict;
import dev.gatepost.token.testkit.TestIssuer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplanationTest {
  private final TestIssuer issuer = TestIssuer.create();
  private final TokenVerifier verifier =
      issuer
          .verifierBuilder()
          .requireScopes("read")
          .rule("client is known", token -> token.clientId().isPresent())
          .build();

  @Test
  void passes_every_check_of_a_good_token() {
    Explanation explanation = verifier.explain(issuer.token().scopes("read").sign());

    assertThat(explanation.passed()).isTrue();
    assertThat(explanation.checks())
        .extracting(Check::name)
        .containsExactly(
            "form",
            "algorithm",
            "claims",
            "type",
            "issuer",
            "audience",
            "expiry",
            "not before",
            "issued at",
            "subject",
            "sender constraint",
            "key",
            "signature",
            "client is known",
            "scopes");
  }

  @Test
  void goes_on_behind_a_failed_check() {
    String token =
        issuer
            .token()
            .expiringAt(TestIssuer.NOW)
            .audience("api://other")
            .header("typ", "logout+jwt")
            .sign();

    Explanation explanation = verifier.explain(token);

    assertThat(failures(explanation))
        .containsExactly(
            Reason.WRONG_TYPE, Reason.WRONG_AUDIENCE, Reason.EXPIRED, Reason.INSUFFICIENT_SCOPE);
  }

  @Test
  void skips_what_cannot_be_judged() {
    Explanation explanation = verifier.explain("not a token");

    assertThat(explanation.passed()).isFalse();
    assertThat(explanation.checks())
        .filteredOn(check -> check.verdict() == Verdict.SKIPPED)
        .hasSize(explanation.checks().size() - 1);
  }

  @Test
  void agrees_with_the_verifier_on_every_forged_part() {
    assertThat(failures(verifier.explain(TestIssuer.create().token().scopes("read").sign())))
        .containsExactly(Reason.BAD_SIGNATURE);
    assertThat(failures(verifier.explain(issuer.token().scopes("read").header("kid", "x").sign())))
        .containsExactly(Reason.UNKNOWN_KEY);
    assertThat(failures(verifier.explain(issuer.token().header("alg", "none").sign())))
        .containsExactly(Reason.UNSUPPORTED_ALGORITHM, Reason.INSUFFICIENT_SCOPE);
  }

  @Test
  void prints_one_line_a_check_without_the_token() {
    String token = issuer.token().header("kid", "nobody's\n").sign();

    String text = verifier.explain(token).toString();

    assertThat(text.lines()).hasSize(15);
    assertThat(text)
        .contains("failed  key  unknown_key: no key for RS256 with kid \"nobody's\\u000a\"");
    assertThat(text).doesNotContain(token.substring(token.length() - 20));
  }

  private static List<Reason> failures(Explanation explanation) {
    return explanation.checks().stream().flatMap(check -> check.reason().stream()).toList();
  }
}
