package dev.gatepost.token.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatepost.token.KeySource;
import dev.gatepost.token.http.RequestGuard.Refused;
import dev.gatepost.token.testkit.TestIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalsTest {
  private final Refusals refusals = new Refusals("api", null);

  @Test
  void are_complete_problem_documents() {
    Refused refused = refusals.invalidRequest("Why.");

    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.headers())
        .containsOnly(
            Map.entry("content-type", "application/problem+json"),
            Map.entry("cache-control", "no-store"),
            Map.entry(
                "www-authenticate",
                "Bearer realm=\"api\", error=\"invalid_request\", error_description=\"Why.\""));
    assertThat(refused.body())
        .isEqualTo(
            "{\"type\":\"urn:gatepost:problem:invalid-request\",\"title\":\"Invalid request\","
                + "\"status\":400,\"detail\":\"Why.\"}");
  }

  @Test
  void ask_for_patience_where_keys_are_out_of_reach() throws IOException {
    TestIssuer issuer = TestIssuer.create();
    KeySource unreachable =
        KeySource.remote(URI.create("http://127.0.0.1:" + closedPort() + "/keys"));
    RequestGuard guard = new RequestGuard(issuer.verifierBuilder().keys(unreachable).build());
    Map<String, List<String>> headers =
        Map.of("authorization", List.of("Bearer " + issuer.token().sign()));

    Refused refused = (Refused) guard.check("GET", "/", headers);

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.headers())
        .containsOnlyKeys("content-type", "cache-control", "retry-after")
        .containsEntry("content-type", "application/problem+json")
        .containsEntry("cache-control", "no-store");
    assertThat(Integer.parseInt(refused.headers().getOrDefault("retry-after", ""))).isPositive();
    assertThat(refused.body())
        .isEqualTo(
            "{\"type\":\"urn:gatepost:problem:keys-unavailable\",\"title\":\"Keys unavailable\","
                + "\"status\":503,\"detail\":\"The issuer's keys are out of reach."
                + " Try again later.\"}");
  }

  @Test
  void ask_for_no_less_patience_than_is_needed() {
    for (int millis : new int[] {0, 1, 999, 1_000}) {
      assertThat(Refusals.wholeSeconds(Duration.ofMillis(millis))).isEqualTo(1);
    }
    assertThat(Refusals.wholeSeconds(Duration.ofMillis(1_001))).isEqualTo(2);
    assertThat(Refusals.wholeSeconds(Duration.ofMillis(1_900))).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"", "\\", "\u001f", "\u007f", "\n", "é"})
  void take_no_realm_that_a_header_could_not_quote(String bad) {
    assertThatIllegalArgumentException().isThrownBy(() -> refusals.withRealm("a" + bad));
  }

  @Test
  void take_any_other_realm() {
    assertThat(refusals.withRealm(" ~!#").noToken().headers())
        .containsEntry("www-authenticate", "Bearer realm=\" ~!#\"");
  }

  @Test
  void name_the_metadata_in_ascii() {
    assertThat(
            refusals
                .withResourceMetadata(URI.create("https://api.example.com/é"))
                .noToken()
                .headers())
        .containsEntry(
            "www-authenticate",
            "Bearer realm=\"api\", resource_metadata=\"https://api.example.com/%C3%A9\"");
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
