package dev.gatepost.local.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.token.testkit.TestIssuer;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import picocli.CommandLine;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainCommandTest {
  private final TestIssuer issuer = TestIssuer.create();

  /** What a run of the command left behind. */
  private record Run(int exitCode, String out, String err) {}

  @Test
  void accepts_a_good_token() {
    Run run = explain(issuer.token().sign() + "\n", Map.of(), "--jwks", issuer.jwks());

    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("passed  signature").endsWith("accepted\n");
  }

  @Test
  void says_which_check_refuses_a_token_and_why() {
    String token = issuer.token().expiringAt(TestIssuer.NOW.minusSeconds(60)).sign();

    Run run = explain(token, Map.of(), "--jwks", issuer.jwks(), "--scopes", "read");

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out())
        .contains("failed  expiry  expired: ", "failed  scopes  insufficient_scope: ")
        .contains("passed  signature")
        .endsWith("refused\n")
        .doesNotContain(token.substring(token.length() - 20));
  }

  @Test
  void expects_what_options_and_environment_say_before_what_the_token_says() {
    Map<String, String> environment =
        Map.of("OIDC_ISSUER", "https://ours.example.test", "OIDC_JWKS", issuer.jwks());

    Run run = explain(issuer.token().sign(), environment, "--audience", "api://ours");

    assertThat(run.out())
        .contains("wrong_issuer: ", "wrong_audience: ")
        .doesNotContain("taken from the token");
  }

  @Test
  void says_what_it_took_from_the_token_itself() {
    Run run = explain(issuer.token().sign(), Map.of("OIDC_JWKS", issuer.jwks()));

    assertThat(run.out())
        .contains("OIDC_ISSUER  taken from the token", "OIDC_AUDIENCE  taken from the token");
  }

  @Test
  void asks_for_what_it_cannot_take_from_the_token() {
    Run run = explain("no token", Map.of("OIDC_JWKS", issuer.jwks()));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("OIDC_ISSUER", "OIDC_AUDIENCE");
  }

  @Test
  void explains_what_is_no_token_at_all() {
    Run run =
        explain(
            "no token",
            Map.of("OIDC_JWKS", issuer.jwks()),
            "--issuer",
            issuer.name(),
            "--audience",
            issuer.audience());

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("failed  form  malformed: ", "skipped signature");
  }

  private static Run explain(String input, Map<String, String> environment, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    ExplainCommand command =
        new ExplainCommand(
            environment,
            new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
            Clock.fixed(TestIssuer.NOW, ZoneOffset.UTC));
    int exitCode =
        new CommandLine(command)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true))
            .execute(arguments);
    return new Run(exitCode, out.toString(), err.toString());
  }
}
