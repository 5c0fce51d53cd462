package dev.gatepost.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.testkit.ApiCases;
import dev.gatepost.messages.testkit.Call;
import dev.gatepost.token.testkit.TestIssuer;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class WatchTest {
  @TempDir private Path folder;

  @Test
  void writes_a_line_for_each_request_without_token_query_text_or_name() throws Exception {
    Path log = folder.resolve("access.log");
    String token = ApiCases.token().subject("ada@example.com").sign();
    String forged = TestIssuer.create().token().scopes(ApiCases.SCOPE).sign();
    try (RunningServer server = start(Map.of("ACCESS_LOG", log.toString()))) {
      ApiRequest post = Call.post().bearer(token).json("{\"text\":\"a secret\"}").request();
      server.send("api", post);
      server.send("api", post);
      server.send("api", Call.get("/api/messages?limit=7").bearer(forged).request());
    }

    List<String> lines = Files.readAllLines(log);
    String line =
        "\\{\"time\":\"2030-01-01T00:00:00.000Z\",\"method\":\"POST\",\"route\":\"/api/messages\","
            + "\"status\":201,\"durationMs\":\\d+\\.\\d{1,3},\"subject\":\"[0-9a-f]{12}\"}";
    assertThat(lines).hasSize(3);
    assertThat(lines.get(0)).matches(line);
    assertThat(subject(lines.get(1))).isEqualTo(subject(lines.get(0)));
    assertThat(lines.get(2))
        .contains("\"status\":401", "\"refusal\":\"bad_signature\"")
        .doesNotContain("limit", "subject");
    assertThat(String.join("", lines)).doesNotContain("secret", "ada", token.substring(0, 20));
  }

  @Test
  void logs_and_counts_requests_that_cannot_be_read() throws Exception {
    Path log = folder.resolve("access.log");
    try (RunningServer server = start(Map.of("ACCESS_LOG", log.toString(), "METRICS_PORT", "0"))) {
      server.get("api", "/api/messages/%zz");

      assertThat(body(server, "/metrics"))
          .contains(
              "gatepost_requests_seconds_count{method=\"other\",route=\"other\",status=\"400\"} 1");
    }

    assertThat(log)
        .content()
        .contains("\"method\":\"other\",\"route\":\"other\",\"status\":400,")
        .hasLineCount(1);
  }

  @Test
  void counts_on_where_the_log_cannot_be_written() {
    try (RunningServer server = start(Map.of("ACCESS_LOG", "/dev/full", "METRICS_PORT", "0"))) {
      server.get("api", "/api/messages/%zz");
      server.get("api", "/api/messages/%zz");

      assertThat(body(server, "/metrics"))
          .contains(
              "gatepost_requests_seconds_count{method=\"other\",route=\"other\",status=\"400\"} 2");
    }
  }

  @Test
  void serves_what_it_counts_on_a_port_of_its_own() {
    Path file = folder.resolve("gatepost.db");
    try (RunningServer server =
        start(Map.of("METRICS_PORT", "0", "MESSAGES_STORE", "sqlite:" + file))) {
      server.send("api", Call.post().bearer().json("{\"text\":\"a secret\"}").request());
      server.send("api", Call.get("/api/messages").request());

      String metrics = body(server, "/metrics");

      assertThat(metrics)
          .contains(
              "gatepost_requests_seconds_count{method=\"POST\",route=\"/api/messages\",status=\"201\"} 1",
              "gatepost_verifications_total{outcome=\"accepted\"} 1.0",
              "gatepost_verifications_total{outcome=\"unauthorized\"} 1.0",
              "gatepost_keys{state=\"fresh\"} 1.0",
              "gatepost_keys{state=\"expired\"} 0.0",
              "gatepost_keys_age_seconds NaN",
              "gatepost_store_seconds_count{operation=\"add\",outcome=\"done\"} 1",
              "hikaricp_connections_active{pool=\"sqlite-writer\"} 0.0",
              "hikaricp_connections_max{pool=\"sqlite-readers\"} 8.0")
          .doesNotContain("secret", "user-1");
      assertThat(server.get("metrics", "/").status()).isEqualTo(404);
      assertThat(server.get("api", "/metrics").status()).isEqualTo(404);
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX) // Elsewhere the loopback has but one address.
  void serves_what_it_counts_on_another_address_where_told_to() throws Exception {
    try (RunningServer server = start(Map.of("METRICS_PORT", "127.0.0.2:0"));
        Socket socket = new Socket("127.0.0.2", server.port("metrics"))) {
      assertThat(socket.isConnected()).isTrue();
    }
  }

  @Test
  void takes_an_address_of_ipv6_in_brackets() throws Exception {
    byte[] loopback = new byte[16];
    loopback[15] = 1;

    assertThat(ServerSettings.read(Map.of("METRICS_PORT", "[::1]:9464")).metrics())
        .contains(new WebAddress(InetAddress.getByAddress(loopback), 9464));
  }

  @Test
  void serves_the_metrics_that_the_guide_lists_and_no_others() throws Exception {
    Path file = folder.resolve("gatepost.db");
    String guide = Files.readString(Path.of("..", "docs", "operations.md"));
    try (RunningServer server =
        start(Map.of("METRICS_PORT", "0", "MESSAGES_STORE", "sqlite:" + file))) {
      server.send("api", Call.post().bearer().json("{\"text\":\"hello\"}").request());

      // jvm_* and process_* and system_* are whatever the JVM has, and listed by their beginning.
      String own = "(gatepost|hikaricp)_[a-z_]+";
      assertThat(names(body(server, "/metrics"), "(?m)^# TYPE (" + own + ") "))
          .isEqualTo(names(guide, "`(" + own + ")`"));
    }
  }

  @Test
  void limits_the_posts_of_an_author_and_of_an_address_behind_a_proxy() {
    Map<String, String> limits =
        Map.of(
            "RATE_LIMIT_POSTS", "2/h",
            "RATE_LIMIT_POSTS_PER_ADDRESS", "3/h",
            "TRUSTED_PROXIES", "127.0.0.0/8");
    try (RunningServer server = start(limits)) {
      assertThat(post(server, "ada", "192.0.2.1")).isEqualTo(201);
      assertThat(post(server, "ada", "192.0.2.2")).isEqualTo(201);
      assertThat(post(server, "ada", "192.0.2.3")).isEqualTo(429);
      assertThat(post(server, "eve", "192.0.2.1")).isEqualTo(201);
      assertThat(post(server, "bob", "192.0.2.1")).isEqualTo(201);
      assertThat(post(server, "cid", "192.0.2.1")).isEqualTo(429);
      assertThat(post(server, "cid", "192.0.2.1, 192.0.2.4")).isEqualTo(201);
    }
  }

  @Test
  void believes_no_header_about_addresses_unless_told_to() {
    try (RunningServer server = start(Map.of("RATE_LIMIT_POSTS_PER_ADDRESS", "1/h"))) {
      assertThat(post(server, "ada", "192.0.2.1")).isEqualTo(201);
      assertThat(post(server, "eve", "192.0.2.2")).isEqualTo(429);
    }
  }

  @Test
  void does_not_start_without_a_log_that_is_asked_for() {
    assertThatExceptionOfType(CannotStartException.class)
        .isThrownBy(() -> start(Map.of("ACCESS_LOG", folder.resolve("none/log").toString())))
        .withMessageContaining("the access log");
  }

  private static int post(RunningServer server, String author, String forwardedFor) {
    String token = ApiCases.token().subject(author).sign();
    ApiRequest request =
        Call.post()
            .bearer(token)
            .json("{\"text\":\"hi\"}")
            .header("X-Forwarded-For", forwardedFor)
            .request();
    return server.send("api", request).status();
  }

  private static String subject(String line) {
    return line.replaceAll(".*\"subject\":\"([^\"]*)\".*", "$1");
  }

  private static Set<String> names(String text, String pattern) {
    return Pattern.compile(pattern)
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String body(RunningServer server, String path) {
    return new String(server.get("metrics", path).body(), StandardCharsets.UTF_8);
  }

  private static RunningServer start(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(ApiCases.environment());
    settings.putAll(more);
    return RunningServer.start(settings, ApiCases.clock());
  }
}
