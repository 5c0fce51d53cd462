package dev.gatepost.local.issuer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DevelopmentIssuerTest {
  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final RunningIssuer ISSUER = new RunningIssuer();

  private final Browser browser = ISSUER.browser();

  @AfterAll
  static void close() {
    ISSUER.close();
  }

  @Test
  void tells_clients_where_everything_is() {
    Map<String, Object> document = RunningIssuer.json(browser.get(DISCOVERY));

    assertThat(document)
        .containsEntry("issuer", ISSUER.url())
        .containsEntry("authorization_endpoint", ISSUER.url() + "/authorize")
        .containsEntry("token_endpoint", ISSUER.url() + "/token")
        .containsEntry("jwks_uri", ISSUER.url() + "/jwks")
        .containsEntry("end_session_endpoint", ISSUER.url() + "/sign-out")
        .containsEntry("response_types_supported", List.of("code"))
        .containsEntry("code_challenge_methods_supported", List.of("S256"))
        .containsEntry("authorization_response_iss_parameter_supported", true);
  }

  @Test
  void publishes_the_public_half_of_its_key_alone() {
    HttpResponse<String> response = browser.get("/jwks");

    assertThat(response.body()).isEqualTo(ISSUER.issuer().jwks());
    assertThat(response.body())
        .contains("\"kty\":\"RSA\"", "\"alg\":\"RS256\"", "\"use\":\"sig\"", "\"kid\"")
        .doesNotContain("\"d\"", "\"p\"", "\"q\"");
  }

  @Test
  void makes_another_key_at_each_start() {
    try (RunningIssuer other = new RunningIssuer()) {
      assertThat(other.issuer().jwks()).isNotEqualTo(ISSUER.issuer().jwks());
    }
  }

  @Test
  void answers_wherever_localhost_may_lead() throws IOException {
    for (InetAddress address : InetAddress.getAllByName("localhost")) {
      assertThat(raw(address, "localhost:" + port())).startsWith("HTTP/1.1 200 ");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:%d", "127.0.0.1:%d", "[::1]:%d"})
  void answers_to_each_name_of_the_loopback(String host) throws IOException {
    assertThat(raw(InetAddress.getLoopbackAddress(), host.formatted(port())))
        .startsWith("HTTP/1.1 200 ")
        .contains("\"issuer\":\"" + ISSUER.url() + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.test", "evil.test:%d", "localhost", "localhost:1", "localhost.evil.test:%d"})
  void answers_to_no_name_but_its_own(String host) throws IOException {
    String answer = raw(InetAddress.getLoopbackAddress(), host.formatted(port()));

    assertThat(answer).startsWith("HTTP/1.1 421 ").doesNotContain("evil.test", "\"issuer\"");
  }

  @Test
  void lets_pages_of_the_client_read_tokens_and_no_others() {
    HttpResponse<String> own = from(RunningIssuer.CLIENT, "GET", "/jwks");
    HttpResponse<String> foreign = from("http://evil.test", "GET", "/jwks");

    assertThat(own.headers().firstValue("access-control-allow-origin"))
        .hasValue(RunningIssuer.CLIENT);
    assertThat(foreign.headers().firstValue("access-control-allow-origin")).isEmpty();
    assertThat(foreign.headers().firstValue("vary")).hasValue("Origin");
  }

  @ParameterizedTest
  @CsvSource({DISCOVERY + ",'GET, HEAD'", "/jwks,'GET, HEAD'", "/token,POST"})
  void answers_preflights_for_what_the_client_reads(String path, String methods) {
    HttpResponse<String> own = from("http://127.0.0.1:8080", "OPTIONS", path);
    HttpResponse<String> foreign = from("http://localhost:8081", "OPTIONS", path);

    assertThat(own.statusCode()).isEqualTo(204);
    assertThat(own.headers().firstValue("access-control-allow-origin"))
        .hasValue("http://127.0.0.1:8080");
    assertThat(own.headers().firstValue("access-control-allow-methods")).hasValue(methods);
    assertThat(own.headers().firstValue("access-control-allow-headers")).hasValue("content-type");
    assertThat(foreign.headers().map().keySet())
        .noneMatch(name -> name.startsWith("access-control-"));
  }

  @Test
  void lets_the_client_read_why_it_gets_no_token() {
    HttpResponse<String> response =
        browser.post("/token", "grant_type=x", "origin", RunningIssuer.CLIENT);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(response.headers().firstValue("access-control-allow-origin"))
        .hasValue(RunningIssuer.CLIENT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/authorize", "/sign-in", "/sign-out"})
  void keeps_what_people_see_from_all_scripts(String path) {
    HttpResponse<String> preflight = from(RunningIssuer.CLIENT, "OPTIONS", path);
    HttpResponse<String> answer = from(RunningIssuer.CLIENT, "POST", path);

    assertThat(preflight.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("access-control-allow-origin")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /token,     POST",
    "BEFORE, /token,     POST",
    "GET,    /sign-in,   POST",
    "HEAD,   /authorize, 'GET, POST'",
    "HEAD,   /sign-out,  'GET, POST'",
    "POST,   /jwks,      'GET, HEAD'",
    "DELETE, /jwks,      'GET, HEAD'",
  })
  void refuses_other_methods(String method, String path, String allowed) {
    HttpResponse<String> response = from(RunningIssuer.CLIENT, method, path);

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("allow")).hasValue(allowed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/favicon.ico", "/jwks/", "/TOKEN", "/issuer.css.map"})
  void has_nothing_elsewhere(String path) {
    assertThat(browser.get(path).statusCode()).isEqualTo(404);
  }

  @Test
  void takes_a_form_of_16_KiB_and_none_that_is_larger() {
    String form = "grant_type=client_credentials&client_id=gatepost-cli&subject=ada&x=";
    String full = form + "x".repeat(16 * 1024 - form.length());

    assertThat(browser.post("/token", full).statusCode()).isEqualTo(200);
    assertThat(browser.post("/token", full + "x").statusCode()).isEqualTo(413);
  }

  @ParameterizedTest
  @CsvSource({
    "application/x-www-form-urlencoded,                 200",
    "Application/X-WWW-form-urlencoded; charset=UTF-8,  200",
    "application/x-www-form-urlencoded; charset=x,      400",
    "application/json,                                  400",
    "text/plain,                                        400",
  })
  void takes_nothing_but_forms(String contentType, int status) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(ISSUER.url() + "/token"))
            .header("content-type", contentType)
            .POST(
                BodyPublishers.ofString(
                    "grant_type=client_credentials&client_id=gatepost-cli&subject=ada"));

    assertThat(browser.send(request).statusCode()).isEqualTo(status);
  }

  @Test
  void says_when_its_port_is_taken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      DevelopmentIssuer.Settings settings =
          new DevelopmentIssuer.Settings(taken.getLocalPort(), "a", List.of(), new MovableClock());

      assertThatThrownBy(() -> DevelopmentIssuer.start(settings))
          .isInstanceOf(UncheckedIOException.class)
          .hasCauseInstanceOf(BindException.class);
    }
  }

  @Test
  void gives_its_port_back_when_it_is_closed() {
    RunningIssuer first = new RunningIssuer();
    int port = URI.create(first.url()).getPort();

    first.close();

    DevelopmentIssuer.start(
            new DevelopmentIssuer.Settings(port, "a", List.of(), new MovableClock()))
        .close();
  }

  private HttpResponse<String> from(String origin, String method, String path) {
    return browser.send(
        HttpRequest.newBuilder(URI.create(ISSUER.url() + path))
            .header("origin", origin)
            .method(method, BodyPublishers.noBody()));
  }

  private static int port() {
    return URI.create(ISSUER.url()).getPort();
  }

  /** What discovery answers to a request with that {@code Host}. */
  private static String raw(InetAddress address, String host) throws IOException {
    String request =
        "GET " + DISCOVERY + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    try (Socket socket = new Socket(address, port())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
