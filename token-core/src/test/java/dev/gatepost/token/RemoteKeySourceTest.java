package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatepost.token.KeyReport.State;
import dev.gatepost.token.testkit.TestIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** When keys are fetched, and for how long they are used, told by a clock that the test moves. */
class RemoteKeySourceTest {
  private static final TestIssuer OLD = TestIssuer.create("old");
  private static final TestIssuer NEW = TestIssuer.create("new");
  private static final TestIssuer OLD_REPLACED = TestIssuer.create("old");
  private static final Duration FRESH_FOR = Duration.ofMinutes(10);

  private final ManualTime time = new ManualTime();
  private final ScriptedFetch issuer = new ScriptedFetch(OLD.jwks());
  private final RemoteKeySource keys = source(RemoteKeySettings.defaults());

  @Nested
  class At_the_start {
    @Test
    void nothing_is_fetched_and_nothing_is_usable() {
      assertThat(issuer.fetches()).isZero();
      assertThat(keys.isUsable()).isFalse();
      assertThat(keys.report().state()).isEqualTo(State.NOT_LOADED);
      assertThat(keys.report().entries()).isEmpty();
      assertThat(keys.report().fetchedAt()).isEmpty();
      assertThat(keys.report().problem()).isEmpty();
    }

    @Test
    void the_first_question_fetches() throws TokenRejectedException {
      assertKnown("old");

      assertThat(issuer.fetches()).isEqualTo(1);
      assertThat(keys.isUsable()).isTrue();
      assertThat(keys.report().state()).isEqualTo(State.FRESH);
      assertThat(keys.report().entries()).isNotEmpty();
      assertThat(keys.report().fetchedAt()).contains(TestIssuer.NOW);
    }

    @Test
    void loading_fetches_once() {
      keys.load();
      keys.load();

      assertThat(issuer.fetches()).isEqualTo(1);
      assertThat(keys.isUsable()).isTrue();
    }

    @Test
    void a_failure_says_whom_why_and_when_to_come_again() {
      issuer.fail();

      KeysUnavailableException fault = loadInVain();

      assertThat(fault)
          .hasMessage(
              "https://id.example.test/keys: the keys are out of reach:"
                  + " the answer has status 500, not 200");
      assertThat(fault.retryAfter()).isEqualTo(Duration.ofSeconds(1));
      assertThat(keys.isUsable()).isFalse();
      assertThat(keys.report().state()).isEqualTo(State.NOT_LOADED);
      assertThat(keys.report().problem()).contains("the answer has status 500, not 200");
    }

    @Test
    void failures_are_followed_by_pauses_that_double_up_to_thirty_seconds() {
      issuer.fail();
      int fetches = 0;

      for (int seconds : new int[] {1, 2, 4, 8, 16, 30, 30}) {
        assertThat(loadInVain().retryAfter()).hasSeconds(seconds);
        assertThat(issuer.fetches()).isEqualTo(++fetches);
        time.pass(Duration.ofSeconds(seconds).minusMillis(1));
        assertThat(loadInVain().retryAfter()).hasSeconds(1);
        assertThat(issuer.fetches()).isEqualTo(fetches);
        time.pass(Duration.ofMillis(1));
      }
    }

    @Test
    void recovery_is_noticed_after_the_pause() throws TokenRejectedException {
      issuer.fail();
      loadInVain();
      issuer.recover();

      time.pass(Duration.ofSeconds(1));

      assertKnown("old");
      assertThat(keys.report().problem()).isEmpty();
    }

    @Test
    void pauses_start_anew_with_the_next_outage() throws TokenRejectedException {
      issuer.fail();
      loadInVain();
      time.pass(Duration.ofSeconds(1));
      loadInVain();
      time.pass(Duration.ofSeconds(2));
      issuer.recover();
      assertKnown("old");

      issuer.fail();
      time.pass(FRESH_FOR.plus(Duration.ofHours(24)));

      assertThat(loadInVain().retryAfter()).hasSeconds(1);
    }

    @Test
    void a_pause_does_not_grow_when_the_clock_is_put_back() throws TokenRejectedException {
      issuer.fail();
      loadInVain();
      issuer.recover();

      time.putClock(Duration.ofDays(-1));
      time.pass(Duration.ofSeconds(1));

      assertKnown("old");
    }
  }

  @Nested
  class While_the_issuer_answers {
    @Test
    void keys_are_not_fetched_before_four_fifths_of_their_freshness_are_over() throws Exception {
      keys.load();

      time.pass(Duration.ofMinutes(8).minusMillis(1));
      assertKnown("old");

      assertThat(issuer.fetches()).isEqualTo(1);
    }

    @Test
    void keys_are_fetched_ahead_when_four_fifths_of_their_freshness_are_over() throws Exception {
      keys.load();

      time.pass(Duration.ofMinutes(8));
      assertKnown("old");

      assertThat(issuer.fetches()).isEqualTo(2);
      assertThat(keys.report().fetchedAt()).contains(time.instant());
    }

    @Test
    void a_key_that_was_removed_is_refused_once_the_freshness_is_over() throws Exception {
      keys.load();
      issuer.publish(NEW.jwks());
      assertKnown("old");

      time.pass(FRESH_FOR);

      assertUnknown("old");
    }

    @Test
    void a_key_that_was_replaced_under_its_kid_is_taken_at_the_refresh() throws Exception {
      keys.load();
      VerificationKey before = keys.find("old", Algorithm.RS256);
      issuer.publish(OLD_REPLACED.jwks());

      time.pass(FRESH_FOR);

      assertThat(keys.find("old", Algorithm.RS256).publicKey()).isNotEqualTo(before.publicKey());
    }

    @Test
    void freshness_counts_from_when_the_issuer_was_asked() throws Exception {
      issuer.meanwhile(() -> time.pass(Duration.ofMinutes(1)));
      keys.load();
      issuer.meanwhile(() -> {});

      time.pass(Duration.ofMinutes(7));
      assertKnown("old");

      assertThat(issuer.fetches()).isEqualTo(2);
    }

    @Test
    void freshness_is_cut_to_what_the_settings_allow() throws Exception {
      RemoteKeySource strict = source(RemoteKeySettings.defaults().maxFresh(Duration.ofMinutes(5)));
      strict.load();
      issuer.publish(NEW.jwks());

      time.pass(Duration.ofMinutes(5));

      assertThatThrownBy(() -> strict.find("old", Algorithm.RS256))
          .isInstanceOf(TokenRejectedException.class);
    }

    @Test
    void keys_are_fresh_no_longer_when_the_clock_is_put_back() {
      keys.load();
      issuer.publish(NEW.jwks());
      time.pass(Duration.ofMinutes(7));

      time.putClock(Duration.ofHours(-1));
      keys.load();
      assertThat(issuer.fetches()).isEqualTo(1);
      time.pass(Duration.ofMinutes(3));

      assertUnknown("old");
      assertThat(keys.report().fetchedAt()).contains(time.instant());
    }

    @Test
    void keys_are_fresh_no_longer_when_the_machine_has_slept_and_not_counted() {
      keys.load();
      issuer.publish(NEW.jwks());

      time.putClock(FRESH_FOR);

      assertUnknown("old");
    }
  }

  @Nested
  class While_the_issuer_fails {
    @Test
    void keys_that_are_still_fresh_are_used_as_ever() throws Exception {
      keys.load();
      issuer.fail();

      time.pass(Duration.ofMinutes(9));
      assertKnown("old");

      assertThat(issuer.fetches()).isEqualTo(2);
      assertThat(keys.report().state()).isEqualTo(State.FRESH);
      assertThat(keys.report().problem()).isPresent();
    }

    @Test
    void keys_are_stale_and_used_and_reported() throws Exception {
      keys.load();
      issuer.fail();

      time.pass(FRESH_FOR);
      assertKnown("old");

      assertThat(keys.isUsable()).isTrue();
      assertThat(keys.report().state()).isEqualTo(State.STALE);
      assertThat(keys.report().fetchedAt()).contains(TestIssuer.NOW);
      assertThat(keys.report().problem()).contains("the answer has status 500, not 200");
    }

    @Test
    void the_issuer_is_asked_with_pauses_however_many_ask_us() throws Exception {
      keys.load();
      issuer.fail();
      time.pass(FRESH_FOR);

      for (int i = 0; i < 1_000; i++) {
        assertKnown("old");
        time.pass(Duration.ofMillis(100));
      }

      // 1, 2, 4, 8, 16, then 30 seconds apart: at 0, 1, 3, 7, 15, 31, 61 and 91 seconds.
      assertThat(issuer.fetches()).isEqualTo(1 + 8);
    }

    @Test
    void keys_are_used_until_a_day_after_their_freshness_and_no_longer() throws Exception {
      keys.load();
      issuer.fail();

      time.pass(FRESH_FOR.plus(Duration.ofHours(24)).minusMillis(1));
      assertKnown("old");
      time.pass(Duration.ofMillis(1));

      assertThatThrownBy(() -> keys.find("old", Algorithm.RS256))
          .isInstanceOf(KeysUnavailableException.class);
      assertThat(keys.isUsable()).isFalse();
      assertThat(keys.report().state()).isEqualTo(State.EXPIRED);
    }

    @Test
    void keys_are_used_no_longer_when_the_clock_is_put_back() throws Exception {
      keys.load();
      issuer.fail();
      time.pass(FRESH_FOR.plus(Duration.ofHours(23)));
      assertKnown("old");

      time.putClock(Duration.ofDays(-7));
      time.pass(Duration.ofHours(1).minusMillis(1));
      assertKnown("old");
      time.pass(Duration.ofMillis(1));

      assertThatThrownBy(() -> keys.find("old", Algorithm.RS256))
          .isInstanceOf(KeysUnavailableException.class);
    }

    @Test
    void a_removed_key_lives_on_for_its_freshness_and_a_day_at_most() throws Exception {
      issuer.grant(Duration.ofHours(24));
      keys.load();
      issuer.publish(NEW.jwks());
      issuer.fail();

      time.pass(Duration.ofDays(2).minusMillis(1));
      assertKnown("old");
      time.pass(Duration.ofMillis(1));

      assertThatThrownBy(() -> keys.find("old", Algorithm.RS256))
          .isInstanceOf(KeysUnavailableException.class);
    }

    @Test
    void keys_that_went_stale_in_quiet_are_not_used_on_the_word_of_an_old_failure() {
      keys.load();
      issuer.fail();
      time.pass(FRESH_FOR);
      keys.load();
      issuer.recover();
      issuer.publish(NEW.jwks());

      // A pause of a second, then as long as the longest pause.
      time.pass(Duration.ofSeconds(31));

      assertUnknown("old");
    }

    @Test
    void keys_that_are_still_fresh_are_used_on_the_word_of_an_old_failure() throws Exception {
      keys.load();
      issuer.fail();
      time.pass(Duration.ofMinutes(8));
      assertKnown("old");

      time.pass(Duration.ofMinutes(2).minusMillis(1));
      assertKnown("old");

      assertThat(issuer.fetches()).isEqualTo(3);
    }

    @Test
    void what_a_fetch_fails_with_unexpectedly_does_not_cost_a_known_key() throws Exception {
      keys.load();
      issuer.meanwhile(
          () -> {
            throw new IllegalArgumentException("secret");
          });

      time.pass(FRESH_FOR);
      assertKnown("old");

      assertThat(keys.report().state()).isEqualTo(State.STALE);
      assertThat(keys.report().problem()).contains("unexpected IllegalArgumentException");
    }

    @Test
    void keys_are_not_used_beyond_their_freshness_if_the_settings_say_so() {
      RemoteKeySource strict = source(RemoteKeySettings.defaults().maxStale(Duration.ZERO));
      strict.load();
      issuer.fail();

      time.pass(FRESH_FOR);

      assertThatThrownBy(strict::load).isInstanceOf(KeysUnavailableException.class);
    }

    @Test
    void expired_keys_come_back_with_the_issuer() throws Exception {
      keys.load();
      issuer.fail();
      time.pass(FRESH_FOR.plus(Duration.ofHours(24)));
      loadInVain();
      issuer.recover();

      time.pass(Duration.ofSeconds(1));

      assertKnown("old");
      assertThat(keys.report().state()).isEqualTo(State.FRESH);
    }

    @Test
    void an_unknown_kid_cannot_be_judged() {
      keys.load();
      issuer.fail();
      time.pass(FRESH_FOR);

      assertThatThrownBy(() -> keys.find("new", Algorithm.RS256))
          .isInstanceOf(KeysUnavailableException.class)
          .hasMessageContaining("the token's key is not at hand");
      assertThat(issuer.fetches()).isEqualTo(2);
    }

    @Test
    void an_unknown_kid_does_not_break_the_pause() {
      keys.load();
      issuer.fail();
      assertThatThrownBy(() -> keys.find("new", Algorithm.RS256))
          .isInstanceOf(KeysUnavailableException.class);

      for (int i = 0; i < 100; i++) {
        String kid = "junk-" + i;
        assertThatThrownBy(() -> keys.find(kid, Algorithm.RS256))
            .isInstanceOf(KeysUnavailableException.class);
      }

      assertThat(issuer.fetches()).isEqualTo(2);
    }
  }

  @Nested
  class Unknown_kids {
    @Test
    void have_the_keys_fetched_at_once() throws Exception {
      keys.load();
      issuer.publish(NEW.jwks());

      assertKnown("new");

      assertThat(issuer.fetches()).isEqualTo(2);
    }

    @Test
    void are_looked_for_once_in_thirty_seconds() throws Exception {
      keys.load();
      assertUnknown("new");
      assertUnknown("new");
      assertThat(issuer.fetches()).isEqualTo(2);
      issuer.publish(NEW.jwks());

      time.pass(Duration.ofSeconds(30).minusMillis(1));
      assertUnknown("new");
      time.pass(Duration.ofMillis(1));

      assertKnown("new");
      assertThat(issuer.fetches()).isEqualTo(3);
    }

    @Test
    void cause_no_more_fetches_than_the_budget_holds() throws Exception {
      keys.load();

      for (int i = 0; i < 10_000; i++) {
        assertUnknown("junk-" + i);
        time.pass(Duration.ofMillis(6));
      }

      // In a minute: three at once, then one every ten seconds.
      assertThat(issuer.fetches()).isEqualTo(1 + 3 + 5);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "5000", "9999", "25000"})
    void sent_at_full_speed_hold_a_new_key_up_for_at_most_thirty_seconds(int publishedAfterMillis)
        throws Exception {
      keys.load();
      assertUnknown("new");
      Instant publication = time.instant().plusMillis(publishedAfterMillis);
      int junk = 0;
      while (time.instant().isBefore(publication)) {
        assertUnknown("junk-" + junk++);
        time.pass(Duration.ofMillis(1));
      }
      issuer.publish(NEW.jwks());

      while (!isKnown("new")) {
        assertUnknown("junk-" + junk++);
        time.pass(Duration.ofMillis(1));
      }

      assertThat(Duration.between(publication, time.instant()))
          .isLessThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void do_not_use_up_what_is_fetched_anyway() throws Exception {
      keys.load();
      for (int i = 0; i < 100; i++) {
        assertUnknown("junk-" + i);
      }
      int fetches = issuer.fetches();

      time.pass(FRESH_FOR);
      assertKnown("old");

      assertThat(issuer.fetches()).isEqualTo(fetches + 1);
    }

    @Test
    void are_found_without_a_fetch_in_keys_that_another_caller_got() throws Exception {
      keys.load();
      issuer.publish(NEW.jwks());
      assertKnown("new");

      assertKnown("new");

      assertThat(issuer.fetches()).isEqualTo(2);
    }

    @Test
    void are_another_matter_than_tokens_without_one() {
      keys.load();

      assertThatThrownBy(() -> keys.find(null, Algorithm.EDDSA))
          .isInstanceOf(TokenRejectedException.class);

      assertThat(issuer.fetches()).isEqualTo(1);
    }

    @Test
    void are_another_matter_than_known_ones_of_another_algorithm() {
      keys.load();

      assertThatThrownBy(() -> keys.find("old", Algorithm.ES256))
          .isInstanceOf(TokenRejectedException.class);

      assertThat(issuer.fetches()).isEqualTo(1);
    }
  }

  @Nested
  class With_an_executor {
    private final Queue<Runnable> handedOver = new ArrayDeque<>();

    @Test
    void callers_do_not_fetch_ahead_themselves() throws Exception {
      RemoteKeySource source = source(handedOver::add);
      source.load();
      time.pass(Duration.ofMinutes(8));

      source.load();
      source.load();

      assertThat(issuer.fetches()).isEqualTo(1);
      assertThat(handedOver).hasSize(1);
      handedOver.remove().run();
      assertThat(issuer.fetches()).isEqualTo(2);
      assertThat(source.report().fetchedAt()).contains(time.instant());
    }

    @Test
    void a_caller_fetches_stale_keys_when_the_failure_is_thirty_seconds_and_a_pause_ago() {
      RemoteKeySource source = source(handedOver::add);
      source.load();
      issuer.fail();
      time.pass(FRESH_FOR);
      source.load();

      time.pass(Duration.ofSeconds(31).minusMillis(1));
      source.load();
      assertThat(issuer.fetches()).isEqualTo(2);
      time.pass(Duration.ofMillis(1));
      source.load();

      assertThat(issuer.fetches()).isEqualTo(3);
    }

    @Test
    void callers_do_not_fetch_stale_keys_themselves() throws Exception {
      RemoteKeySource source = source(handedOver::add);
      source.load();
      issuer.fail();
      time.pass(FRESH_FOR);
      source.load();

      time.pass(Duration.ofSeconds(1));
      source.load();

      assertThat(issuer.fetches()).isEqualTo(2);
      assertThat(handedOver).hasSize(1);
    }

    @Test
    void callers_fetch_what_they_need_themselves() {
      RemoteKeySource source = source(handedOver::add);

      source.load();
      time.pass(FRESH_FOR);
      source.load();

      assertThat(issuer.fetches()).isEqualTo(2);
      assertThat(handedOver).isEmpty();
    }

    @Test
    void what_it_has_lost_is_handed_over_again_after_ten_seconds() {
      RemoteKeySource source = source(task -> handedOver.add(task));
      source.load();
      time.pass(Duration.ofMinutes(8));
      source.load();

      time.pass(Duration.ofSeconds(10).minusMillis(1));
      source.load();
      assertThat(handedOver).hasSize(1);
      time.pass(Duration.ofMillis(1));
      source.load();

      assertThat(handedOver).hasSize(2);
    }

    @Test
    void a_task_that_comes_too_late_does_not_fetch() {
      RemoteKeySource source = source(handedOver::add);
      source.load();
      time.pass(Duration.ofMinutes(8));
      source.load();
      time.pass(Duration.ofMinutes(2));
      source.load();

      handedOver.remove().run();

      assertThat(issuer.fetches()).isEqualTo(2);
    }

    static List<RuntimeException> refusals() {
      return List.of(
          new RejectedExecutionException(), new IllegalStateException(), new ClassCastException());
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void a_caller_fetches_if_the_executor_refuses_in_whatever_way(RuntimeException refusal) {
      RemoteKeySource source =
          source(
              task -> {
                throw refusal;
              });
      source.load();
      time.pass(Duration.ofMinutes(8));

      source.load();
      assertThat(issuer.fetches()).isEqualTo(2);
      time.pass(Duration.ofMinutes(8));
      source.load();

      assertThat(issuer.fetches()).isEqualTo(3);
    }

    private RemoteKeySource source(Executor executor) {
      return RemoteKeySourceTest.this.source(RemoteKeySettings.defaults().refreshOn(executor));
    }
  }

  private RemoteKeySource source(RemoteKeySettings settings) {
    return new RemoteKeySource("https://id.example.test/keys", issuer, settings, time.steady());
  }

  private KeysUnavailableException loadInVain() {
    return catchThrowableOfType(KeysUnavailableException.class, keys::load);
  }

  private boolean isKnown(String keyId) {
    try {
      return keyId.equals(keys.find(keyId, Algorithm.RS256).keyId());
    } catch (TokenRejectedException e) {
      return false;
    }
  }

  private void assertKnown(String keyId) throws TokenRejectedException {
    assertThat(keys.find(keyId, Algorithm.RS256).keyId()).isEqualTo(keyId);
  }

  private void assertUnknown(String keyId) {
    TokenRejectedException rejection =
        catchThrowableOfType(TokenRejectedException.class, () -> keys.find(keyId, Algorithm.RS256));

    assertThat(rejection.reason()).isEqualTo(Reason.UNKNOWN_KEY);
  }
}
