package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatepost.token.KeyFetch.Fetched;
import dev.gatepost.token.testkit.TestIssuer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class DiscoveryTest {
  private static final String JWKS = TestIssuer.create().jwks();

  private final ManualTime time = new ManualTime();
  private final RawServer server = new RawServer();
  private final String issuer = server.uri("/tenant").toString();
  private final Discovery discovery = discovery(issuer);
  private volatile String configuration = configuration(issuer, server.uri("/keys").toString());
  private volatile int keysStatus = 200;

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "https://id.example.test,https://id.example.test/.well-known/openid-configuration",
    "https://id.example.test/,https://id.example.test/.well-known/openid-configuration",
    "https://id.example.test/a/b,https://id.example.test/a/b/.well-known/openid-configuration",
    "https://id.example.test/a/b/,https://id.example.test/a/b/.well-known/openid-configuration"
  })
  void looks_for_the_configuration_below_the_issuer(String name, String document) {
    assertThat(discovery(name).document()).hasToString(document);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "id.example.test",
        "http://id.example.test",
        "https://id.example.test?tenant=1",
        "https://id.example.test#tenant",
        "https://user@id.example.test",
        "https://id.example.test/a b"
      })
  void refuses_a_name_that_is_no_address_of_an_issuer(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeySource.discover(name))
        .withMessageMatching("an (issuer|address of keys) must [\\w ,]+");
  }

  @Test
  void gets_the_keys_from_where_the_issuer_says() throws Exception {
    serve();

    Fetched fetched = discovery.fetch(null);

    assertThat(fetched.jwks().keys().knows("key-1")).isTrue();
    assertThat(fetched.from()).isEqualTo(server.uri("/keys"));
    assertThat(paths()).containsExactly("/tenant/.well-known/openid-configuration", "/keys");
  }

  @Test
  void takes_an_issuer_whose_name_ends_in_a_slash() throws Exception {
    configuration = configuration(issuer + "/", server.uri("/keys").toString());
    serve();

    assertThat(discovery(issuer + "/").fetch(null).jwks().keys().knows("key-1")).isTrue();
  }

  @Test
  void refuses_the_configuration_of_another_issuer() {
    configuration = configuration(issuer + "/", server.uri("/keys").toString());
    serve();

    assertFails("the configuration is that of another issuer");
    assertThat(paths()).doesNotContain("/keys");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://id.example.test/keys",
        "file:///etc/passwd",
        "/keys",
        "https://id.example.test/a b",
        "https://user@id.example.test/keys"
      })
  void refuses_keys_at_an_address_that_is_not_safe(String address) {
    configuration = configuration(issuer, address);
    serve();

    assertFails("the jwks_uri is not an https address");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"jwks_uri\":\"https://id.example.test/keys\"}",
        "{\"issuer\":[\"ISSUER\"],\"jwks_uri\":\"https://id.example.test/keys\"}",
        "{\"issuer\":\"ISSUER\"}",
        "{\"issuer\":\"ISSUER\",\"jwks_uri\":7}",
        "{\"issuer\":\"ISSUER\",\"issuer\":\"ISSUER\",\"jwks_uri\":\"https://id.example.test/\"}",
        "[]",
        "<html></html>",
        ""
      })
  void refuses_what_is_no_configuration(String body) {
    configuration = body.replace("ISSUER", issuer);
    serve();

    FetchFailedException failure =
        catchThrowableOfType(FetchFailedException.class, () -> discovery.fetch(null));

    assertThat(failure).hasMessageStartingWith("the configuration ");
    assertThat(paths()).doesNotContain("/keys");
  }

  @Test
  void reads_the_configuration_once_a_day() throws Exception {
    serve();
    Fetched fetched = discovery.fetch(null);

    time.pass(Duration.ofHours(24).minusMillis(1));
    fetched = discovery.fetch(fetched);
    assertThat(paths()).hasSize(3);
    time.pass(Duration.ofMillis(1));
    discovery.fetch(fetched);

    assertThat(paths()).hasSize(5);
    assertThat(paths().get(3)).endsWith("/openid-configuration");
  }

  @Test
  void reads_the_configuration_no_later_when_the_clock_is_put_back() throws Exception {
    serve();
    discovery.fetch(null);

    time.pass(Duration.ofHours(23));
    time.putClock(Duration.ofDays(-7));
    time.pass(Duration.ofHours(1));
    discovery.fetch(null);

    assertThat(paths()).hasSize(4);
  }

  @Test
  void follows_keys_that_have_moved_once_the_old_address_fails() throws Exception {
    serve();
    Fetched fetched = discovery.fetch(null);
    configuration = configuration(issuer, server.uri("/moved").toString());
    keysStatus = 404;
    assertFails("the answer has status 404, not 200");
    keysStatus = 200;

    Fetched moved = discovery.fetch(fetched);

    assertThat(moved.from()).isEqualTo(server.uri("/moved"));
    assertThat(paths().get(paths().size() - 1)).isEqualTo("/moved");
  }

  @Test
  void works_as_a_key_source() throws TokenRejectedException {
    serve();
    KeySource keys =
        KeySource.discover(issuer, RemoteKeySettings.defaults().timeout(Duration.ofSeconds(20)));

    assertThat(keys.find("key-1", Algorithm.RS256).keyId()).isEqualTo("key-1");
  }

  private void serve() {
    server.answer(
        connection -> {
          boolean document = connection.request().contains("openid-configuration");
          send(connection, document ? 200 : keysStatus, document ? configuration : JWKS);
        });
  }

  private static void send(RawServer.Connection connection, int status, String body)
      throws IOException {
    connection.write(
        "HTTP/1.1 " + status + " Status\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
  }

  private List<String> paths() {
    return server.requests().stream().map(request -> request.split(" ", -1)[1]).toList();
  }

  private Discovery discovery(String name) {
    RemoteKeySettings patient = RemoteKeySettings.defaults().timeout(Duration.ofSeconds(20));
    return new Discovery(name, HttpGet.of(patient), time.steady());
  }

  private static String configuration(String issuer, String keys) {
    return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + keys + "\"}";
  }

  private void assertFails(String message) {
    FetchFailedException failure =
        catchThrowableOfType(FetchFailedException.class, () -> discovery.fetch(null));

    assertThat(failure).hasMessage(message);
  }
}
