package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatepost.token.KeyRefresher.Attempt;
import dev.gatepost.token.testkit.TestIssuer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One fetch at a time, and what is left behind by one that goes wrong. */
@Timeout(60)
class KeyRefresherTest {
  private static final String JWKS = TestIssuer.create("old").jwks();

  private final ScriptedFetch issuer = new ScriptedFetch(JWKS);
  private final KeyRefresher refresher =
      new KeyRefresher(
          "the issuer", issuer, RemoteKeySettings.defaults(), new ManualTime().steady());
  private final KeyStatus atFirst = refresher.status();

  @Test
  void fetches_once_for_one_status() {
    assertThat(refresher.tryRefresh(atFirst, () -> true)).isEqualTo(Attempt.MADE);
    assertThat(refresher.tryRefresh(atFirst, () -> true)).isEqualTo(Attempt.NOT_MADE);

    assertThat(issuer.fetches()).isEqualTo(1);
  }

  @Test
  void does_not_ask_for_leave_to_do_what_is_no_longer_called_for() {
    refresher.tryRefresh(atFirst, () -> true);

    Attempt attempt =
        refresher.tryRefresh(
            atFirst,
            () -> {
              throw new AssertionError("this would use up a budget");
            });

    assertThat(attempt).isEqualTo(Attempt.NOT_MADE);
  }

  @Test
  void nobody_is_told_to_wait_for_one_who_is_not_allowed_to_fetch() throws Exception {
    CountDownLatch asking = new CountDownLatch(1);
    FutureTask<Attempt> second =
        new FutureTask<>(
            () -> {
              asking.await();
              return refresher.tryRefresh(atFirst, () -> true);
            });
    Thread thread = new Thread(second);
    thread.start();

    Attempt first =
        refresher.tryRefresh(
            atFirst,
            () -> {
              asking.countDown();
              awaitVerdictOf(thread);
              return false;
            });

    assertThat(first).isEqualTo(Attempt.NOT_MADE);
    assertThat(second.get()).isEqualTo(Attempt.MADE);
  }

  // Either it waits for its turn, or it has been told something already.
  private static void awaitVerdictOf(Thread thread) {
    while (thread.isAlive() && thread.getState() != Thread.State.BLOCKED) {
      Thread.onSpinWait();
    }
  }

  @Test
  void an_interrupted_fetch_leaves_the_status_and_the_way_free() {
    issuer.meanwhile(
        () -> {
          throw new InterruptedException();
        });

    assertThat(refresher.tryRefresh(atFirst, () -> true)).isEqualTo(Attempt.INTERRUPTED);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(refresher.status()).isSameAs(atFirst);

    issuer.meanwhile(() -> {});
    assertThat(refresher.tryRefresh(atFirst, () -> true)).isEqualTo(Attempt.MADE);
  }

  @Test
  void what_a_fetch_fails_with_unexpectedly_is_a_failure_as_any_other() {
    issuer.meanwhile(
        () -> {
          throw new UncheckedIOException("secret", new java.io.IOException("secret"));
        });

    assertThat(refresher.tryRefresh(atFirst, () -> true)).isEqualTo(Attempt.MADE);

    assertThat(refresher.status().report(TestIssuer.NOW).problem())
        .contains("unexpected UncheckedIOException");
  }

  @Test
  void an_error_is_not_swallowed_and_leaves_the_way_free() {
    issuer.meanwhile(
        () -> {
          throw new StackOverflowError("the JVM's");
        });
    assertThatThrownBy(() -> refresher.tryRefresh(atFirst, () -> true)).hasMessage("the JVM's");

    issuer.meanwhile(() -> {});

    assertThat(refresher.tryRefresh(atFirst, () -> true)).isEqualTo(Attempt.MADE);
  }

  @Test
  void nobody_waits_where_no_fetch_is_under_way() {
    assertThat(refresher.await(Duration.ofDays(1))).isTrue();
  }

  @Test
  void waiting_ends_with_patience() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch answer = new CountDownLatch(1);
    issuer.meanwhile(
        () -> {
          asked.countDown();
          answer.await();
        });
    FutureTask<Attempt> first = new FutureTask<>(() -> refresher.tryRefresh(atFirst, () -> true));
    new Thread(first).start();
    asked.await();

    assertThat(refresher.tryRefresh(atFirst, () -> true)).isEqualTo(Attempt.BUSY);
    assertThat(refresher.await(Duration.ofMillis(1))).isFalse();

    answer.countDown();
    assertThat(first.get()).isEqualTo(Attempt.MADE);
  }
}
