package dev.gatepost.local.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.token.testkit.TestIssuer;
import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExplainCommandTest {
  private final TestIssuer issuer = TestIssuer.create();

  /** What a run of the command left behind. */
  private record Run(int exitCode, String out, String err) {}

  @Test
  void accepts_a_good_token() {
    Run run = explain(issuer.token().sign() + "\n", ours());

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

    assertThat(run.out()).contains("wrong_issuer: ", "wrong_audience: ").endsWith("refused\n");
  }

  @Test
  void gives_no_verdict_where_only_the_token_says_what_to_expect() {
    Run neither = explain(issuer.token().sign(), Map.of("OIDC_JWKS", issuer.jwks()));
    Run half = explain(issuer.token().sign(), ours(), "--audience", "");

    assertThat(neither.exitCode()).isEqualTo(3);
    assertThat(neither.out())
        .contains("no verdict: ", "say OIDC_ISSUER and OIDC_AUDIENCE")
        .doesNotContain("accepted");
    assertThat(half.exitCode()).isEqualTo(3);
    assertThat(half.out()).contains("say OIDC_AUDIENCE").doesNotContain("accepted", "OIDC_ISSUER");
  }

  @Test
  void refuses_a_bad_token_whoever_says_what_to_expect() {
    String expired = issuer.token().expiringAt(TestIssuer.NOW.minusSeconds(60)).sign();

    Run run = explain(expired, Map.of("OIDC_JWKS", issuer.jwks()));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).endsWith("refused\n");
  }

  @Test
  void fetches_no_keys_from_whom_only_the_token_names() {
    Run run = explain(issuer.token().sign(), Map.of());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("whose keys?", "--fetch-from-token");
    assertThat(run.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://id.example.test",
        "https://127.0.0.1:1/x",
        "https://[::1]/",
        "https://10.1.2.3",
        "https://192.168.0.1",
        "https://169.254.169.254",
        "https://[fd00::1]",
        "https://100.64.0.1",
        "https://0.0.0.0",
        "file:///etc/passwd",
        "https:///nowhere",
        "not an address"
      })
  void fetches_no_keys_from_a_private_place_whatever_it_is_told(String name) {
    Run run = explain(issuer.token().claim("iss", name).sign(), Map.of(), "--fetch-from-token");

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("not on the internet, or not https");
  }

  @Test
  void knows_a_public_address() throws UnknownHostException {
    assertThat(PublicAddress.isInHere(InetAddress.getByName("8.8.8.8"))).isFalse();
    assertThat(PublicAddress.isInHere(InetAddress.getByName("100.63.255.255"))).isFalse();
    assertThat(PublicAddress.isInHere(InetAddress.getByName("100.128.0.0"))).isFalse();
    assertThat(PublicAddress.isInHere(InetAddress.getByName("2001:4860:4860::8888"))).isFalse();
  }

  @Test
  void takes_a_token_as_people_paste_it() {
    String token = issuer.token().sign();

    assertThat(explain("  bearer " + token + "\r\n", ours()).exitCode()).isZero();
    assertThat(explain("\"" + token + "\"", ours()).exitCode()).isZero();
  }

  @Test
  void asks_for_a_token_where_there_is_none() {
    Run run = explain(" \n", ours());

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("there is no token");
  }

  @Test
  void asks_for_what_it_cannot_take_from_the_token() {
    Run run = explain("no token", Map.of("OIDC_JWKS", issuer.jwks()));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.err()).contains("OIDC_ISSUER").doesNotContain("OIDC_AUDIENCE");
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

  @Test
  void asks_for_no_audience_where_the_token_is_refused_whatever_it_is() {
    Run opaque = explain("no-token", Map.of("OIDC_JWKS", issuer.jwks()), "--issuer", issuer.name());
    String withoutAudience = issuer.token().without("aud").sign();
    Run run = explain(withoutAudience, Map.of("OIDC_JWKS", issuer.jwks()));

    assertThat(opaque.exitCode()).isEqualTo(1);
    assertThat(opaque.out()).contains("failed  form  malformed: ");
    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("failed  audience");
  }

  @Test
  void takes_no_audience_from_the_token_where_a_client_stands_for_it() {
    Run run =
        explain(
            issuer.token().sign(),
            Map.of("OIDC_JWKS", issuer.jwks(), "OIDC_ACCEPTED_CLIENTS", "client-1"));

    assertThat(run.exitCode()).isEqualTo(1);
    assertThat(run.out()).contains("failed  ", "wrong_audience");
  }

  private Map<String, String> ours() {
    return Map.of(
        "OIDC_ISSUER", issuer.name(),
        "OIDC_AUDIENCE", issuer.audience(),
        "OIDC_JWKS", issuer.jwks());
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
