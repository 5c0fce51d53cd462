package dev.gatepost.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgramTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void names_everything_that_is_wrong_in_one_list() {
    int exitCode =
        execute(
            Map.of("CORS_ALLOWED_ORIGINS", "localhost", "CLIENT_ID", "page"),
            "--port=80808",
            "--api-port=-1",
            "--issuer-port=x",
            "--host=no such host",
            "--store=postgresql://user:secret@db",
            "--verified-token-cache=1000001",
            "--rate-limit-posts=60",
            "--rate-limit-posts-per-address=many",
            "--trusted-proxies=proxy",
            "--messages-retention=1h",
            "--metrics=x",
            "--client-api-url=/api",
            "--client-dir=/no/such/folder");

    assertThat(exitCode).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString().lines().skip(1))
        .satisfiesExactlyInAnyOrder(
            line -> assertThat(line).startsWith("  CORS_ALLOWED_ORIGINS: "),
            line -> assertThat(line).startsWith("  CLIENT_ID: "),
            line -> assertThat(line).startsWith("  --port: ").endsWith("not 80808"),
            line -> assertThat(line).startsWith("  --api-port: "),
            line -> assertThat(line).startsWith("  --issuer-port: "),
            line -> assertThat(line).startsWith("  --host: "),
            line -> assertThat(line).startsWith("  MESSAGES_STORE: ").doesNotContain("secret"),
            line -> assertThat(line).startsWith("  VERIFIED_TOKEN_CACHE: "),
            line -> assertThat(line).startsWith("  RATE_LIMIT_POSTS: "),
            line -> assertThat(line).startsWith("  RATE_LIMIT_POSTS_PER_ADDRESS: "),
            line -> assertThat(line).startsWith("  TRUSTED_PROXIES: "),
            line -> assertThat(line).startsWith("  MESSAGES_RETENTION: "),
            line -> assertThat(line).startsWith("  METRICS_PORT: "),
            line -> assertThat(line).startsWith("  CLIENT_API_URL: "),
            line -> assertThat(line).startsWith("  --client-dir: "));
  }

  @Test
  void does_not_take_keys_without_an_issuer_for_a_wish_to_develop() {
    assertThat(execute(Map.of("OKTA_KEYS", "e30", "OIDC_AUDIENCE", "api"))).isEqualTo(2);

    assertThat(err.toString()).contains("OIDC_ISSUER: is not set");
  }

  @Test
  void takes_only_a_url_for_an_issuer() {
    assertThat(execute(Map.of(), "--issuer=okta", "--audience=api")).isEqualTo(2);

    assertThat(err.toString()).contains("OIDC_ISSUER: is not a URL");
  }

  @Test
  void takes_an_option_over_the_environment() {
    assertThat(execute(Map.of("MESSAGES_STORE", "memory:"), "--store=dynamodb:t")).isEqualTo(2);

    assertThat(err.toString())
        .contains(
            "MESSAGES_STORE: this server knows sqlite:PATH, postgresql://… and memory: but not"
                + " dynamodb:");
  }

  @Test
  void says_in_one_line_that_a_port_is_in_use() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int exitCode = execute(Map.of(), "--store=memory:", "--port=" + taken.getLocalPort());

      assertThat(exitCode).isEqualTo(1);
      assertThat(err.toString())
          .isEqualToIgnoringNewLines(
              "port %d is in use; choose another with --port".formatted(taken.getLocalPort()));
    }
  }

  @Test
  void refuses_options_that_it_does_not_know() {
    assertThat(execute(Map.of(), "--prot=1")).isEqualTo(2);

    assertThat(err.toString().lines()).first().asString().contains("--prot=1");
  }

  @Test
  void explains_every_setting() {
    assertThat(execute(Map.of(), "--help")).isZero();

    for (Setting setting : Setting.values()) {
      assertThat(out.toString()).contains(setting.key());
    }
  }

  @Test
  void tells_its_version() {
    assertThat(execute(Map.of(), "--version")).isZero();

    assertThat(out.toString()).startsWith("gatepost ");
  }

  @Test
  void offers_the_tools() {
    assertThat(execute(Map.of(), "jwks", "--help")).isZero();
    assertThat(execute(Map.of(), "explain", "--help")).isZero();
  }

  private int execute(Map<String, String> environment, String... args) {
    return Program.run(environment, new PrintWriter(out), new PrintWriter(err), args);
  }
}
