package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.gatepost.token.testkit.TestIssuer;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who waits for whom, when many ask at once and the issuer takes its time. */
@Timeout(60)
class RemoteKeySourceThreadsTest {
  private static final TestIssuer OLD = TestIssuer.create("old");
  private static final TestIssuer NEW = TestIssuer.create("new");

  private final ManualTime time = new ManualTime();
  private final ScriptedFetch issuer = new ScriptedFetch(OLD.jwks());
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch answer = new CountDownLatch(1);
  // Patience of a minute and a half: only what should wait for the answer does.
  private final RemoteKeySettings patient =
      RemoteKeySettings.defaults().timeout(Duration.ofSeconds(30));
  private final RemoteKeySource keys = source(patient);

  @Test
  void two_hundred_threads_at_once_make_one_fetch() throws Exception {
    CountDownLatch arrived = new CountDownLatch(200);
    issuer.meanwhile(() -> await(arrived));

    List<FutureTask<String>> callers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      callers.add(
          start(
              () -> {
                arrived.countDown();
                return find("old");
              }));
    }

    for (Future<String> caller : callers) {
      assertThat(caller.get()).isEqualTo("old");
    }
    assertThat(issuer.fetches()).isEqualTo(1);
  }

  @Test
  void a_thousand_virtual_threads_at_once_make_one_fetch_and_block_nobody() throws Exception {
    ExecutorService virtualThreads = virtualThreads();
    CountDownLatch arrived = new CountDownLatch(1_000);
    issuer.meanwhile(() -> await(answer));

    List<Future<String>> callers = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      callers.add(
          virtualThreads.submit(
              () -> {
                arrived.countDown();
                return find("old");
              }));
    }
    // It needs a carrier thread itself, which pinned callers would hold.
    virtualThreads
        .submit(
            () -> {
              await(arrived);
              answer.countDown();
            })
        .get();

    for (Future<String> caller : callers) {
      assertThat(caller.get()).isEqualTo("old");
    }
    assertThat(issuer.fetches()).isEqualTo(1);
    virtualThreads.shutdown();
  }

  @Test
  void a_known_kid_does_not_wait_while_an_unknown_one_is_looked_for() throws Exception {
    keys.load();
    Future<String> stranger = startBlocked("junk");

    assertThat(find("old")).isEqualTo("old");

    answer.countDown();
    assertThat(stranger.get()).isEqualTo("UNKNOWN_KEY");
  }

  @Test
  void a_known_kid_does_not_wait_while_keys_are_fetched_ahead() throws Exception {
    keys.load();
    time.pass(Duration.ofMinutes(8));
    Future<String> first = startBlocked("old");

    assertThat(find("old")).isEqualTo("old");
    assertThat(issuer.fetches()).isEqualTo(2);

    answer.countDown();
    assertThat(first.get()).isEqualTo("old");
  }

  @Test
  void a_known_kid_does_not_wait_while_a_failing_issuer_is_tried_again() throws Exception {
    keys.load();
    issuer.fail();
    time.pass(Duration.ofMinutes(10));
    assertThat(find("old")).isEqualTo("old");
    time.pass(Duration.ofSeconds(1));
    Future<String> first = startBlocked("old");

    assertThat(find("old")).isEqualTo("old");

    answer.countDown();
    assertThat(first.get()).isEqualTo("old");
  }

  @Test
  void all_wait_once_the_freshness_is_over_so_that_no_removed_key_is_used() throws Exception {
    keys.load();
    issuer.publish(NEW.jwks());
    time.pass(Duration.ofMinutes(10));
    Future<String> first = startBlocked("old");
    Caller second = new Caller("old");
    second.awaitWaiting();

    answer.countDown();

    assertThat(first.get()).isEqualTo("UNKNOWN_KEY");
    assertThat(second.result()).isEqualTo("UNKNOWN_KEY");
    // The first keys, those that were due, and what each of the two may look for once more.
    assertThat(issuer.fetches()).isBetween(2, 4);
  }

  @Test
  void the_same_new_kid_from_many_threads_makes_one_fetch() throws Exception {
    keys.load();
    issuer.publish(NEW.jwks());
    Future<String> first = startBlocked("new");
    List<Caller> others = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      others.add(new Caller("new"));
    }
    for (Caller other : others) {
      other.awaitWaiting();
    }

    answer.countDown();

    assertThat(first.get()).isEqualTo("new");
    for (Caller other : others) {
      assertThat(other.result()).isEqualTo("new");
    }
    assertThat(issuer.fetches()).isEqualTo(2);
  }

  @Test
  void made_up_kids_hold_no_more_than_sixteen_waiting_threads() throws Exception {
    keys.load();
    Future<String> first = startBlocked("junk");
    List<Caller> waiting = new ArrayList<>();
    for (int i = 0; i < RemoteKeySettings.defaults().maxWaiting(); i++) {
      waiting.add(new Caller("junk-" + i));
    }
    for (Caller caller : waiting) {
      caller.awaitWaiting();
    }

    assertThatThrownBy(() -> keys.find("one-too-many", Algorithm.RS256))
        .isInstanceOfSatisfying(
            KeysUnavailableException.class, e -> assertThat(e.retryAfter()).hasSeconds(1));
    assertThat(find("old")).isEqualTo("old");

    answer.countDown();
    assertThat(first.get()).isEqualTo("UNKNOWN_KEY");
    for (Caller caller : waiting) {
      assertThat(caller.result()).isEqualTo("UNKNOWN_KEY");
    }
    // They have made room for others.
    issuer.meanwhile(() -> awaitWaiting(new Caller("junk-again").thread));
    assertThat(find("more-junk")).isEqualTo("UNKNOWN_KEY");
  }

  @Test
  void no_thread_need_wait_for_what_an_unknown_kid_causes_but_the_one_that_fetches()
      throws Exception {
    RemoteKeySource strict = source(patient.maxWaiting(0));
    strict.load();
    issuer.meanwhile(this::keepWaiting);
    Future<String> first = start(() -> find(strict, "junk"));
    await(asked);

    assertThat(find(strict, "more-junk")).isEqualTo("unavailable");
    assertThat(find(strict, "old")).isEqualTo("old");

    answer.countDown();
    assertThat(first.get()).isEqualTo("UNKNOWN_KEY");
  }

  @Test
  void nobody_waits_to_learn_again_that_there_are_no_keys_but_the_one_that_tries()
      throws Exception {
    issuer.fail();
    assertThat(find("old")).isEqualTo("unavailable");
    time.pass(Duration.ofSeconds(1));
    issuer.recover();
    Future<String> first = startBlocked("old");

    assertThat(find("old")).isEqualTo("unavailable");

    answer.countDown();
    assertThat(first.get()).isEqualTo("old");
    assertThat(find("old")).isEqualTo("old");
  }

  @Test
  void all_wait_again_once_the_failure_is_thirty_seconds_and_a_pause_ago() throws Exception {
    issuer.fail();
    assertThat(find("old")).isEqualTo("unavailable");
    time.pass(Duration.ofSeconds(31));
    issuer.recover();
    Future<String> first = startBlocked("old");
    Caller second = new Caller("old");
    second.awaitWaiting();

    answer.countDown();

    assertThat(first.get()).isEqualTo("old");
    assertThat(second.result()).isEqualTo("old");
  }

  @Test
  void those_who_wait_for_the_first_keys_learn_that_they_can_not_be_had() throws Exception {
    issuer.fail();
    Future<String> first = startBlocked("old");
    Caller second = new Caller("old");
    second.awaitWaiting();

    answer.countDown();

    assertThat(first.get()).isEqualTo("unavailable");
    assertThat(second.result()).isEqualTo("unavailable");
    assertThat(issuer.fetches()).isEqualTo(1);
  }

  @Test
  void a_caller_that_is_interrupted_waits_no_longer_and_stays_interrupted() throws Exception {
    Future<String> first = startBlocked("old");
    Interruptible waiting = new Interruptible("old");
    awaitWaiting(waiting.thread);

    waiting.thread.interrupt();

    assertThat(waiting.result()).isEqualTo("unavailable and still interrupted");
    answer.countDown();
    assertThat(first.get()).isEqualTo("old");
  }

  @Test
  void a_caller_that_is_interrupted_while_it_fetches_is_the_only_one_to_fail() throws Exception {
    issuer.meanwhile(this::keepWaiting);
    Interruptible first = new Interruptible("old");
    await(asked);
    List<Caller> others = List.of(new Caller("old"), new Caller("old"));
    for (Caller other : others) {
      other.awaitWaiting();
    }
    issuer.meanwhile(() -> {});

    first.thread.interrupt();

    assertThat(first.result()).isEqualTo("unavailable and still interrupted");
    for (Caller other : others) {
      assertThat(other.result()).isEqualTo("old");
    }
    assertThat(issuer.fetches()).isEqualTo(2);
    assertThat(keys.report().problem()).isEmpty();
  }

  @Test
  void an_interrupted_fetch_leaves_stale_keys_to_be_fetched_by_the_next() throws Exception {
    keys.load();
    issuer.publish(NEW.jwks());
    time.pass(Duration.ofMinutes(10));
    issuer.meanwhile(this::keepWaiting);
    Interruptible first = new Interruptible("old");
    await(asked);
    issuer.meanwhile(() -> {});

    first.thread.interrupt();

    // It must not get a key that may have been taken back, either.
    assertThat(first.result()).isEqualTo("unavailable and still interrupted");
    assertThat(keys.report().problem()).isEmpty();
    assertThat(find("old")).isEqualTo("UNKNOWN_KEY");
  }

  @Test
  void a_caller_that_is_interrupted_while_it_fetches_ahead_has_its_key() throws Exception {
    keys.load();
    time.pass(Duration.ofMinutes(8));
    issuer.meanwhile(this::keepWaiting);
    Interruptible first = new Interruptible("old");
    await(asked);
    issuer.meanwhile(() -> {});

    first.thread.interrupt();

    assertThat(first.result()).isEqualTo("old and still interrupted");
    assertThat(keys.report().problem()).isEmpty();
    assertThat(find("old")).isEqualTo("old");
    assertThat(issuer.fetches()).isEqualTo(3);
  }

  @Test
  void an_unknown_kid_is_not_judged_by_one_who_is_interrupted() throws Exception {
    keys.load();
    Future<String> stranger = startBlocked("junk");
    Interruptible waiting = new Interruptible("new");
    awaitWaiting(waiting.thread);

    waiting.thread.interrupt();

    assertThat(waiting.result()).isEqualTo("unavailable and still interrupted");
    answer.countDown();
    assertThat(stranger.get()).isEqualTo("UNKNOWN_KEY");
  }

  /** A thread that is to be interrupted, and tells whether it still is in the end. */
  private final class Interruptible {
    private final FutureTask<String> task;
    private final Thread thread;

    Interruptible(String keyId) {
      task =
          new FutureTask<>(
              () ->
                  find(keyId)
                      + (Thread.currentThread().isInterrupted() ? " and still interrupted" : ""));
      thread = new Thread(task);
      thread.start();
    }

    String result() throws Exception {
      return task.get();
    }
  }

  /** A thread that asks for a key. */
  private final class Caller {
    private final FutureTask<String> task;
    private final Thread thread;

    Caller(String keyId) {
      task = new FutureTask<>(() -> find(keyId));
      thread = new Thread(task);
      thread.start();
    }

    void awaitWaiting() {
      RemoteKeySourceThreadsTest.awaitWaiting(thread);
    }

    String result() throws Exception {
      return task.get();
    }
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.TIMED_WAITING) {
      assertThat(thread.isAlive()).as("it has not waited").isTrue();
      Thread.onSpinWait();
    }
  }

  /** Has a caller fetch, and returns while the issuer still keeps it waiting for the answer. */
  private Future<String> startBlocked(String keyId) {
    issuer.meanwhile(this::keepWaiting);
    FutureTask<String> caller = start(() -> find(keyId));
    await(asked);
    return caller;
  }

  private void keepWaiting() throws InterruptedException {
    asked.countDown();
    answer.await();
  }

  private RemoteKeySource source(RemoteKeySettings settings) {
    return new RemoteKeySource("https://id.example.test/keys", issuer, settings, time.steady());
  }

  private static FutureTask<String> start(java.util.concurrent.Callable<String> work) {
    FutureTask<String> task = new FutureTask<>(work);
    new Thread(task).start();
    return task;
  }

  private String find(String keyId) {
    return find(keys, keyId);
  }

  private static String find(RemoteKeySource source, String keyId) {
    try {
      return String.valueOf(source.find(keyId, Algorithm.RS256).keyId());
    } catch (TokenRejectedException e) {
      return e.reason().name();
    } catch (KeysUnavailableException e) {
      return "unavailable";
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static ExecutorService virtualThreads() {
    try {
      return (ExecutorService)
          MethodHandles.publicLookup()
              .findStatic(
                  Executors.class,
                  "newVirtualThreadPerTaskExecutor",
                  MethodType.methodType(ExecutorService.class))
              .invoke();
    } catch (NoSuchMethodException e) {
      return abort("skipped: this JDK has no virtual threads");
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
