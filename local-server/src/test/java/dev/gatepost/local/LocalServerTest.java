package dev.gatepost.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.gatepost.local.http.RawHttp;
import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import dev.gatepost.messages.testkit.ApiCases;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocalServerTest {
  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

  private static RunningServer server;

  @BeforeAll
  static void start() {
    server = RunningServer.start(Map.of());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void announces_its_three_addresses() {
    assertThat(server.addresses())
        .satisfiesExactly(
            line -> assertThat(line).matches("client http://localhost:\\d+"),
            line -> assertThat(line).matches("api http://localhost:\\d+"),
            line -> assertThat(line).matches("issuer http://localhost:\\d+"));
  }

  @Test
  void accepts_the_development_issuers_tokens_as_the_tutorial_sends_them() {
    ApiResponse answer = form("api", "/api/messages", "message=hello&token=" + token());

    assertThat(answer.status()).isEqualTo(200);
    assertThat(text(answer)).isEqualTo("[\"hello\"]");
  }

  private static String token() {
    ApiResponse answer =
        form(
            "issuer", "/token", "grant_type=client_credentials&client_id=gatepost-cli&subject=ada");
    Matcher token = TOKEN.matcher(text(answer));
    assertThat(token.find()).as(text(answer)).isTrue();
    return token.group(1);
  }

  @Test
  void tells_the_page_where_everything_is() {
    assertThat(text(server.get("client", "/config.json")))
        .startsWith(
            "{\"issuer\":\"%s\",\"clientId\":\"gatepost-web\"".formatted(server.url("issuer")))
        .contains("\"apiBaseUrl\":\"%s\",\"development\":true".formatted(server.url("api")));
  }

  @Test
  void lets_the_page_call_the_api_under_both_names_of_the_loopback() {
    int port = server.port("client");

    assertThat(allowedOrigin("http://localhost:" + port)).isEqualTo("http://localhost:" + port);
    assertThat(allowedOrigin("http://127.0.0.1:" + port)).isEqualTo("http://127.0.0.1:" + port);
    assertThat(allowedOrigin("http://localhost:" + server.port("api"))).isEmpty();
  }

  private static String allowedOrigin(String origin) {
    return server
        .send("api", request("OPTIONS", "/api/messages", Map.of("Origin", List.of(origin)), ""))
        .headers()
        .getOrDefault("Access-Control-Allow-Origin", "");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/config.json", "/nothing-here", "/%zz", "/a%2fb"})
  void guards_the_page_by_headers_on_every_answer(String path) {
    assertThat(server.get("client", path).headers())
        .containsEntry(
            "Content-Security-Policy",
            ("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
                    + "connect-src 'self' %s %s; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
                    + "require-trusted-types-for 'script'; trusted-types 'none'")
                .formatted(server.url("api"), server.url("issuer")))
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsEntry("Referrer-Policy", "no-referrer")
        .containsEntry("Cross-Origin-Opener-Policy", "same-origin");
  }

  @Test
  void answers_a_known_page_without_a_body_and_without_a_length() {
    String etag = server.get("client", "/").headers().get("ETag");

    ApiResponse answer =
        server.send("client", request("GET", "/", Map.of("If-None-Match", List.of(etag)), ""));

    assertThat(answer.status()).isEqualTo(304);
    assertThat(answer.body()).isEmpty();
    assertThat(answer.headers()).containsEntry("ETag", etag).doesNotContainKey("Content-Length");
  }

  @ParameterizedTest
  @MethodSource("dev.gatepost.local.http.MalformedRequests#all")
  void refuses_malformed_requests_on_both_ports_in_its_own_words(String request)
      throws IOException {
    String answers =
        RawHttp.exchange(server.port("client"), request)
            + RawHttp.exchange(server.port("api"), request);

    assertThat(answers.toLowerCase(Locale.ROOT))
        .doesNotContain("http/1.1 5", "jetty", "javalin", "servlet", "exception", "\nserver:");
  }

  @Test
  void starts_no_issuer_where_one_is_set() {
    try (RunningServer other = RunningServer.start(ApiCases.environment(), ApiCases.clock())) {
      assertThat(other.url("issuer")).isEqualTo(ApiCases.issuer().name());
      assertThat(text(other.get("client", "/config.json")))
          .contains("\"issuer\":\"%s\"".formatted(ApiCases.issuer().name()))
          .contains(
              "\"scopes\":\"openid profile " + ApiCases.SCOPE + "\"", "\"development\":false");
    }
  }

  @Test
  void has_the_page_ask_for_no_audience_where_tokens_are_accepted_by_client() {
    Map<String, String> settings = new HashMap<>(ApiCases.environment());
    settings.remove("OIDC_AUDIENCE");
    settings.put("OIDC_ACCEPTED_CLIENTS", "app-7");

    try (RunningServer other = RunningServer.start(settings, ApiCases.clock())) {
      assertThat(text(other.get("client", "/config.json"))).contains("\"audience\":\"\"");
    }
  }

  @Test
  void tells_the_page_how_browsers_reach_the_api_behind_a_proxy() {
    Map<String, String> settings = Map.of("CLIENT_API_URL", "https://api.example.com/v1");

    try (RunningServer other = RunningServer.start(settings)) {
      ApiResponse config = other.get("client", "/config.json");

      assertThat(text(config)).contains("\"apiBaseUrl\":\"https://api.example.com/v1\"");
      assertThat(config.headers().get("Content-Security-Policy"))
          .contains("connect-src 'self' https://api.example.com " + other.url("issuer") + ";");
    }
  }

  @Test
  void lets_the_page_call_where_else_the_issuer_has_endpoints() {
    String domain = "https://board.auth.eu-central-1.amazoncognito.com";

    try (RunningServer other = RunningServer.start(Map.of("CLIENT_CONNECT_ORIGINS", domain))) {
      ApiResponse config = other.get("client", "/config.json");

      assertThat(text(config))
          .contains("\"connectOrigins\":[\"%s\",\"%s\"]".formatted(other.url("issuer"), domain));
      assertThat(config.headers().get("Content-Security-Policy"))
          .contains(other.url("issuer") + " " + domain + ";");
    }
  }

  @Test
  void has_the_page_ask_for_each_required_scope_once() {
    Map<String, String> settings = Map.of("OIDC_REQUIRED_SCOPES", "openid  admin");

    try (RunningServer other = RunningServer.start(settings)) {
      assertThat(text(other.get("client", "/config.json")))
          .containsPattern("\"scopes\":\"openid [^\"]* admin\"")
          .containsOnlyOnce("openid");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"--port", "--api-port", "--issuer-port"})
  void says_which_port_is_in_use_and_gives_the_others_back(String option) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = String.valueOf(taken.getLocalPort());

      assertThatExceptionOfType(CannotStartException.class)
          .isThrownBy(() -> RunningServer.start(Map.of(option, port)))
          .withMessage("port %s is in use; choose another with %s", port, option);
    }
  }

  private static ApiResponse form(String server, String path, String form) {
    return LocalServerTest.server.send(
        server,
        request(
            "POST",
            path,
            Map.of("Content-Type", List.of("application/x-www-form-urlencoded")),
            form));
  }

  private static ApiRequest request(
      String method, String path, Map<String, List<String>> headers, String body) {
    return new ApiRequest(method, path, "", headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static String text(ApiResponse answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }
}
