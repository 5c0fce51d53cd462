package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatepost.token.KeyFetch.Fetched;
import dev.gatepost.token.testkit.TestIssuer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a JWKS address may answer, over a real connection. */
@Timeout(60)
class JwksFetchTest {
  private static final String JWKS = TestIssuer.create().jwks();
  private static final Duration BRIEF = Duration.ofMillis(500);
  private static final String OK = "HTTP/1.1 200 OK";

  private final RawServer server = new RawServer();
  private final JwksFetch fetch = fetch(Duration.ofSeconds(20));

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void gets_the_keys() throws Exception {
    server.answer(OK + "\r\nCache-Control: max-age=600\r\nETag: \"v1\"", JWKS);

    Fetched fetched = fetch.fetch(null);

    assertThat(fetched.jwks().keys().knows("key-1")).isTrue();
    assertThat(fetched.freshFor()).hasSeconds(600);
    assertThat(fetched.etag()).isEqualTo("\"v1\"");
    assertThat(fetched.from()).isEqualTo(server.uri("/keys"));
  }

  @Test
  void asks_for_a_jwks_without_more_than_that() throws Exception {
    server.answer(OK, JWKS);

    fetch.fetch(null);

    assertThat(server.requests()).hasSize(1);
    assertThat(server.requests().get(0))
        .startsWith("GET /keys HTTP/1.1\n")
        .contains("Accept: application/jwk-set+json, application/json\n")
        .contains("Accept-Encoding: identity\n")
        .doesNotContainIgnoringCase("upgrade")
        .doesNotContainIgnoringCase("if-none-match")
        .doesNotContainIgnoringCase("authorization")
        .doesNotContainIgnoringCase("cookie");
  }

  @Test
  void has_keys_confirmed_that_have_not_changed() throws Exception {
    server.answer(OK + "\r\nETag: W/\"v1\"", JWKS);
    Fetched known = fetch.fetch(null);
    server.answer(c -> c.write("HTTP/1.1 304 Not Modified\r\nCache-Control: max-age=900\r\n\r\n"));

    Fetched confirmed = fetch.fetch(known);

    assertThat(server.requests().get(1)).contains("If-None-Match: W/\"v1\"\n");
    assertThat(confirmed.jwks()).isSameAs(known.jwks());
    assertThat(confirmed.etag()).isEqualTo("W/\"v1\"");
    assertThat(confirmed.freshFor()).hasSeconds(900);
  }

  @Test
  void keeps_to_what_was_granted_where_a_confirmation_grants_nothing_else() throws Exception {
    server.answer(OK + "\r\nETag: \"v1\"\r\nCache-Control: max-age=90", JWKS);
    Fetched known = fetch.fetch(null);
    server.answer(c -> c.write("HTTP/1.1 304 Not Modified\r\n\r\n"));

    Fetched confirmed = fetch.fetch(known);

    assertThat(confirmed.freshFor()).hasSeconds(90);
    assertThat(confirmed.etag()).isEqualTo("\"v1\"");
  }

  @Test
  void takes_new_keys_though_old_ones_are_known() throws Exception {
    server.answer(OK + "\r\nETag: \"v1\"", JWKS);
    Fetched known = fetch.fetch(null);
    server.answer(OK + "\r\nETag: \"v2\"", TestIssuer.create("key-2").jwks());

    Fetched changed = fetch.fetch(known);

    assertThat(changed.jwks().keys().knows("key-2")).isTrue();
    assertThat(changed.jwks().keys().knows("key-1")).isFalse();
    assertThat(changed.etag()).isEqualTo("\"v2\"");
  }

  @Test
  void does_not_ask_one_address_about_the_keys_of_another() throws Exception {
    server.answer(OK + "\r\nETag: \"v1\"", JWKS);
    Fetched elsewhere =
        new JwksFetch(HttpGet.of(RemoteKeySettings.defaults()), server.uri("/old")).fetch(null);

    fetch.fetch(elsewhere);

    assertThat(server.requests().get(1)).doesNotContain("If-None-Match");
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "\"v1", "\"v\"1\"", "\"v1\", \"v2\"", "\"\u00e9\"", "w/\"v1\""})
  void sends_no_etag_back_that_is_none(String etag) throws Exception {
    server.answer(OK + "\r\nETag: " + etag, JWKS);

    assertThat(fetch.fetch(null).etag()).isNull();
  }

  @Test
  void refuses_a_confirmation_that_it_did_not_ask_for() {
    server.answer(c -> c.write("HTTP/1.1 304 Not Modified\r\n\r\n"));

    assertFails("the answer has status 304, not 200");
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 206, 301, 302, 303, 307, 308, 400, 401, 404, 429, 500, 503})
  void refuses_every_status_but_200_and_follows_no_redirect(int status) {
    server.answer(
        "HTTP/1.1 " + status + " Status\r\nLocation: " + server.uri("/elsewhere"),
        status == 204 ? "" : JWKS);

    assertFails("the answer has status " + status + ", not 200");
    assertThat(server.requests()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{}",
        "{\"keys\":{}}",
        "{\"keys\":[]}",
        "{\"keys\":[{\"kty\":\"oct\",\"k\":\"AAAA\"}]}",
        "{\"keys\":[{\"kty\":\"RSA\"",
        "<!doctype html><title>Sign in</title>",
        "not json"
      })
  void refuses_what_is_no_jwks(String body) {
    server.answer(OK + "\r\nContent-Type: application/json", body);

    assertThat(failure(fetch)).hasMessageStartingWith("the JWKS ");
  }

  @Test
  void refuses_text_that_is_not_utf_8() {
    server.answer(OK, JWKS.replace("key-1", "key-\u00e9"));

    assertFails("the JWKS is not valid UTF-8");
  }

  @Test
  void refuses_a_byte_order_mark() {
    server.answer(OK, "\u00ef\u00bb\u00bf" + JWKS);

    assertThat(failure(fetch)).hasMessageStartingWith("the JWKS is ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "br", "GZIP", "identity, gzip"})
  void refuses_an_answer_that_is_packed(String coding) {
    server.answer(OK + "\r\nContent-Encoding: " + coding, JWKS);

    assertFails("the answer is encoded, which was not asked for");
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "Identity", ""})
  void takes_an_answer_that_says_it_is_not_packed(String coding) throws Exception {
    server.answer(OK + "\r\nContent-Encoding: " + coding, JWKS);

    assertThat(fetch.fetch(null).jwks().keys().knows("key-1")).isTrue();
  }

  @Test
  void refuses_a_body_that_ends_too_soon() {
    server.answer(c -> c.write(OK + "\r\nContent-Length: 10000\r\n\r\n" + JWKS));

    assertFails("no answer (IOException)");
  }

  @Test
  void takes_a_body_of_one_mebibyte_and_no_byte_more() throws Exception {
    String largest = JWKS + " ".repeat(1024 * 1024 - JWKS.length());
    server.answer(OK, largest);
    assertThat(fetch.fetch(null).jwks().keys().knows("key-1")).isTrue();

    server.answer(OK, largest + " ");

    assertFails("the answer has more than 1048576 bytes");
  }

  @Test
  void hangs_up_on_an_error_that_never_ends() throws Exception {
    assertHangsUp("HTTP/1.1 500 Oops\r\n\r\n", " ".repeat(0x10000));
  }

  @Test
  void hangs_up_on_a_chunked_body_that_never_ends() throws Exception {
    String chunk = "1000\r\n" + " ".repeat(0x1000) + "\r\n";

    assertHangsUp(OK + "\r\nTransfer-Encoding: chunked\r\n\r\n", chunk);
  }

  /** Once it has had 1 MiB of an answer that goes on and on. */
  private void assertHangsUp(String head, String piece) throws Exception {
    CountDownLatch hungUp = new CountDownLatch(1);
    server.answer(
        connection -> {
          connection.write(head);
          try {
            while (true) {
              connection.write(piece);
            }
          } finally {
            hungUp.countDown();
          }
        });

    assertFails("the answer has more than 1048576 bytes");
    hungUp.await();
  }

  @Test
  void hangs_up_on_a_body_that_drips() throws Exception {
    warmUp();
    CountDownLatch hungUp = new CountDownLatch(1);
    server.answer(
        connection -> {
          connection.write(OK + "\r\nContent-Length: 100000\r\n\r\n");
          while (!connection.isClosedWithin(20)) {
            connection.write(" ");
          }
          hungUp.countDown();
        });

    assertThat(failure(fetch(BRIEF))).hasMessage("no whole answer within 500 ms");
    hungUp.await();
  }

  @Test
  void hangs_up_on_a_head_that_drips() throws Exception {
    warmUp();
    CountDownLatch hungUp = new CountDownLatch(1);
    server.answer(
        connection -> {
          connection.write(OK + "\r\nX-Drip: ");
          while (!connection.isClosedWithin(20)) {
            connection.write("x");
          }
          hungUp.countDown();
        });

    assertThat(failure(fetch(BRIEF))).hasMessage("no whole answer within 500 ms");
    hungUp.await();
  }

  @Test
  void hangs_up_on_silence() throws Exception {
    warmUp();
    CountDownLatch hungUp = new CountDownLatch(1);
    server.answer(
        connection -> {
          while (!connection.isClosedWithin(1_000)) {
            Thread.onSpinWait();
          }
          hungUp.countDown();
        });

    assertThat(failure(fetch(BRIEF))).hasMessage("no whole answer within 500 ms");
    hungUp.await();
  }

  @Test
  void takes_no_longer_than_its_caller_has() throws Exception {
    warmUp();
    server.answer(
        connection -> {
          while (!connection.isClosedWithin(1_000)) {
            Thread.onSpinWait();
          }
        });

    assertThat(failure(fetchWithin(BRIEF))).hasMessage("no whole answer within 500 ms");
  }

  @Test
  void does_not_even_ask_where_no_time_is_left() {
    assertThat(failure(fetchWithin(Duration.ZERO))).hasMessage("no time was left to ask");
    assertThat(failure(fetchWithin(Duration.ofMillis(-1)))).hasMessage("no time was left to ask");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void keeps_its_own_time_where_its_caller_has_more() throws Exception {
    server.answer(OK, JWKS);

    assertThat(fetchWithin(Duration.ofDays(1)).fetch(null).jwks().keys().knows("key-1")).isTrue();
  }

  @Test
  void gives_up_on_a_server_that_does_not_take_the_connection() throws Exception {
    warmUp();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket first = new Socket(full.getInetAddress(), full.getLocalPort());
        Socket second = new Socket(full.getInetAddress(), full.getLocalPort())) {
      URI address = URI.create("http://127.0.0.1:" + full.getLocalPort() + "/keys");
      HttpGet http = HttpGet.of(RemoteKeySettings.defaults().timeout(BRIEF));

      assertThat(failure(new JwksFetch(http, address))).hasMessage("no whole answer within 500 ms");
      assertThat(first.isConnected() && second.isConnected()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\u0000\u0001\u0002",
        "HTTP/9.9 200 OK\r\n\r\n",
        "HTTP/1.1 abc\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
      })
  void refuses_what_is_no_http(String bytes) {
    server.answer(c -> c.write(bytes));

    assertThat(failure(fetch)).hasMessageMatching("no answer \\(\\w+\\)");
  }

  @Test
  void fails_where_nobody_listens() {
    server.close();

    assertFails("no answer (ConnectException)");
  }

  @Test
  void ends_for_a_caller_that_is_interrupted_and_hangs_up() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch hungUp = new CountDownLatch(1);
    server.answer(
        connection -> {
          asked.countDown();
          while (!connection.isClosedWithin(1_000)) {
            Thread.onSpinWait();
          }
          hungUp.countDown();
        });
    FutureTask<InterruptedException> outcome =
        new FutureTask<>(
            () -> catchThrowableOfType(InterruptedException.class, () -> fetch.fetch(null)));
    Thread caller = new Thread(outcome);
    caller.start();
    asked.await();

    caller.interrupt();

    assertThat(outcome.get()).isNotNull();
    hungUp.await();
  }

  @Test
  void recovers_from_the_death_of_the_client_s_thread() throws Exception {
    Set<Thread> others = selectors();
    warmUp();
    Set<Thread> own = selectors();
    own.removeAll(others);
    assertThat(own).hasSize(1);

    for (Thread selector : own) {
      // The JDK's client takes this for the end.
      selector.interrupt();
      selector.join();
    }

    assertThat(failure(fetch)).hasMessageMatching("no answer \\(\\w+\\)");
    assertThat(fetch.fetch(null).jwks().keys().knows("key-1")).isTrue();
  }

  private static Set<Thread> selectors() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().endsWith("SelectorManager"))
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Test
  void has_nothing_of_the_answer_in_its_message() {
    server.answer(OK, "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"one\",\"k\":\"c2VjcmV0\"}]}");

    assertThat(failure(fetch).getMessage())
        .isEqualTo("the JWKS has no usable key: \"one\" (a symmetric key)");
  }

  // So that a brief time-out is used up by the server and not by the loading of classes.
  private void warmUp() throws Exception {
    server.answer(OK, JWKS);
    fetch.fetch(null);
  }

  private JwksFetch fetchWithin(Duration left) {
    RemoteKeySettings settings =
        RemoteKeySettings.defaults().timeout(Duration.ofSeconds(20)).timeLeft(() -> left);
    return new JwksFetch(HttpGet.of(settings), server.uri("/keys"));
  }

  private JwksFetch fetch(Duration timeout) {
    URI address = server.uri("/keys");
    return new JwksFetch(HttpGet.of(RemoteKeySettings.defaults().timeout(timeout)), address);
  }

  private void assertFails(String message) {
    assertThat(failure(fetch)).hasMessage(message);
  }

  private static FetchFailedException failure(JwksFetch fetch) {
    FetchFailedException failure =
        catchThrowableOfType(FetchFailedException.class, () -> fetch.fetch(null));
    assertThat(failure).isNotNull();
    return failure;
  }
}
