package dev.gatepost.token;

import static dev.gatepost.token.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatepost.token.testkit.TestIssuer;
import dev.gatepost.token.testkit.TestToken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Tokens against an issuer that serves its keys on the loopback. */
@Timeout(60)
class RemoteKeysTest {
  private static final TestIssuer OLD = TestIssuer.create("old");
  private static final TestIssuer NEW = TestIssuer.create("new");
  private static final String OK = "HTTP/1.1 200 OK\r\nCache-Control: max-age=600";

  private final ManualTime time = new ManualTime();
  private final RawServer server = new RawServer();
  private final RemoteKeySettings patient =
      RemoteKeySettings.defaults().timeout(Duration.ofSeconds(20));
  private final KeySource keys =
      new RemoteKeySource(
          "the issuer",
          new JwksFetch(HttpGet.of(patient), server.uri("/keys")),
          patient,
          time.steady());
  private final TokenVerifier verifier = OLD.verifierBuilder().keys(keys).build();

  @BeforeEach
  void publish_the_old_key() {
    server.answer(OK, OLD.jwks());
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void verifies_with_keys_that_it_fetches_once() throws TokenRejectedException {
    verifier.verify(OLD.token().sign());
    verifier.verify(OLD.token().subject("another").sign());

    assertThat(server.requests()).hasSize(1);
  }

  static Stream<Arguments> brokenTokens() {
    return Stream.of(
        broken(Reason.WRONG_ISSUER, token -> token.claim("iss", "https://evil.example.test")),
        broken(Reason.WRONG_AUDIENCE, token -> token.audience("another")),
        broken(Reason.EXPIRED, token -> token.expiringAt(TestIssuer.NOW)),
        broken(Reason.NOT_YET_VALID, token -> token.claim("nbf", 4_000_000_000L)),
        broken(Reason.WRONG_TYPE, token -> token.header("typ", "id+jwt")),
        broken(Reason.UNSUPPORTED_ALGORITHM, token -> token.header("alg", "HS256")),
        broken(Reason.UNSUPPORTED_ALGORITHM, token -> token.header("alg", "none")),
        broken(Reason.MALFORMED, token -> token.header("kid", 7)));
  }

  private static Arguments broken(Reason reason, UnaryOperator<TestToken> change) {
    return Arguments.of(reason, change.apply(OLD.token().header("kid", "unheard-of")).sign());
  }

  @ParameterizedTest
  @MethodSource("brokenTokens")
  void fetches_nothing_for_a_token_that_is_refused_anyway(Reason reason, String token) {
    assertRejected(verifier, token, reason);
    assertThat(server.requests()).isEmpty();

    keys.load();

    assertRejected(verifier, token, reason);
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void follows_a_rotation_at_once_and_forgets_the_old_key_in_time() throws Exception {
    verifier.verify(OLD.token().sign());
    server.answer(OK, "{\"keys\":[" + OLD.jwk() + "," + NEW.jwk() + "]}");
    verifier.verify(NEW.token().sign());
    verifier.verify(OLD.token().sign());
    server.answer(OK, NEW.jwks());

    time.pass(Duration.ofMinutes(10));

    assertRejected(verifier, OLD.token().sign(), Reason.UNKNOWN_KEY);
    verifier.verify(NEW.token().sign());
  }

  @Test
  void follows_a_rotation_under_attack() throws Exception {
    keys.load();
    for (int i = 0; i < 500; i++) {
      assertRejected(verifier, junk(i), Reason.UNKNOWN_KEY);
    }
    assertThat(server.requests()).hasSize(1 + MissBudget.IN_A_ROW);
    server.answer(OK, NEW.jwks());
    assertRejected(verifier, NEW.token().sign(), Reason.UNKNOWN_KEY);

    time.pass(MissBudget.REFILL);
    assertRejected(verifier, junk(501), Reason.UNKNOWN_KEY);

    verifier.verify(NEW.token().sign());
    assertThat(server.requests()).hasSize(1 + MissBudget.IN_A_ROW + 1);
  }

  @Test
  void refuses_a_key_that_was_replaced_under_its_kid() throws Exception {
    TestIssuer replaced = TestIssuer.create("old");
    verifier.verify(OLD.token().sign());
    server.answer(OK, replaced.jwks());

    time.pass(Duration.ofMinutes(10));

    verifier.verify(replaced.token().sign());
    assertRejected(verifier, OLD.token().sign(), Reason.BAD_SIGNATURE);
  }

  @Test
  void gets_through_an_outage_for_a_day() throws Exception {
    verifier.verify(OLD.token().sign());
    server.close();

    time.pass(Duration.ofMinutes(10).plus(Duration.ofHours(24)).minusMillis(1));
    verifier.verify(OLD.token().sign());
    time.pass(Duration.ofMillis(1));

    assertThatThrownBy(() -> verifier.verify(OLD.token().sign()))
        .isInstanceOf(KeysUnavailableException.class)
        // A connection that was kept alive ends otherwise than one that is refused.
        .hasMessageStartingWith("the issuer: the keys are out of reach: no answer (");
  }

  @Test
  void keeps_its_keys_when_the_issuer_sends_rubbish() throws Exception {
    verifier.verify(OLD.token().sign());
    server.answer(OK, "<html>Back soon</html>");

    time.pass(Duration.ofMinutes(10));

    verifier.verify(OLD.token().sign());
    assertThat(keys.report().state()).isEqualTo(KeyReport.State.STALE);
    assertThat(keys.report().problem()).contains("the JWKS is not valid JSON");
  }

  @Test
  void has_its_keys_confirmed_without_their_being_sent() throws Exception {
    server.answer(OK + "\r\nETag: \"v1\"", OLD.jwks());
    verifier.verify(OLD.token().sign());
    server.answer(c -> c.write("HTTP/1.1 304 Not Modified\r\nCache-Control: max-age=600\r\n\r\n"));

    time.pass(Duration.ofMinutes(10));

    verifier.verify(OLD.token().sign());
    assertThat(server.requests()).hasSize(2);
    assertThat(keys.report().state()).isEqualTo(KeyReport.State.FRESH);
    assertThat(keys.report().fetchedAt()).contains(time.instant());
  }

  @Test
  void two_hundred_requests_at_once_make_one_fetch() throws Exception {
    CountDownLatch arrived = new CountDownLatch(200);
    server.answer(
        connection -> {
          await(arrived);
          connection.write(OK + "\r\nContent-Length: " + OLD.jwks().length() + "\r\n\r\n");
          connection.write(OLD.jwks());
        });
    String token = OLD.token().sign();

    List<FutureTask<VerifiedToken>> requests = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      FutureTask<VerifiedToken> request =
          new FutureTask<>(
              () -> {
                arrived.countDown();
                return verifier.verify(token);
              });
      new Thread(request).start();
      requests.add(request);
    }

    for (FutureTask<VerifiedToken> request : requests) {
      assertThat(request.get().subject()).contains("user-1");
    }
    assertThat(server.requests()).hasSize(1);
  }

  @Test
  void a_slow_issuer_holds_up_none_but_those_who_ask_for_what_is_not_there() throws Exception {
    keys.load();
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    server.answer(
        connection -> {
          asked.countDown();
          await(answer);
          connection.write(OK + "\r\nContent-Length: " + OLD.jwks().length() + "\r\n\r\n");
          connection.write(OLD.jwks());
        });
    FutureTask<Reason> stranger =
        new FutureTask<>(() -> assertRejected(verifier, junk(1), Reason.UNKNOWN_KEY).reason());
    new Thread(stranger).start();
    await(asked);

    verifier.verify(OLD.token().sign());

    answer.countDown();
    assertThat(stranger.get()).isEqualTo(Reason.UNKNOWN_KEY);
  }

  @Test
  void a_source_of_one_issuer_has_no_key_of_another() throws Exception {
    RawServer other = new RawServer();
    TestIssuer impostor = TestIssuer.create("old");
    other.answer(OK, impostor.jwks());
    TokenVerifier otherVerifier =
        OLD.verifierBuilder()
            .issuer("https://other.example.test")
            .keys(KeySource.remote(other.uri("/keys"), patient))
            .build();

    otherVerifier.verify(impostor.token().claim("iss", "https://other.example.test").sign());
    verifier.verify(OLD.token().sign());

    assertRejected(verifier, impostor.token().sign(), Reason.BAD_SIGNATURE);
    other.close();
  }

  private static String junk(int number) {
    return OLD.token().header("kid", "junk-" + number).sign();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
