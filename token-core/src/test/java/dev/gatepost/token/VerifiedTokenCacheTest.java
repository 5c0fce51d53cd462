package dev.gatepost.token;

import static dev.gatepost.token.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatepost.token.testkit.TestIssuer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is remembered of a token that was accepted: that its signature is good, and no more. */
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
class VerifiedTokenCacheTest {
  private static final TestIssuer ISSUER = TestIssuer.create();
  private static final TestIssuer OTHER_KEY = TestIssuer.create();
  private static final int ROOM = 8;

  private final ManualTime time = new ManualTime();
  private final ScriptedFetch published = new ScriptedFetch(ISSUER.jwks());
  private final KeySource keys =
      new RemoteKeySource("the issuer", published, RemoteKeySettings.defaults(), time.steady());
  private final LaxSignatures signatures = new LaxSignatures();
  private final String token = ISSUER.token().sign();

  private TokenVerifierBuilder builder() {
    return ISSUER
        .verifierBuilder()
        .keys(keys)
        .clock(new ManualClock(time))
        .cryptoProvider(signatures)
        .verifiedTokenCache(ROOM);
  }

  @Test
  void saves_the_second_check_of_a_signature() throws TokenRejectedException {
    TokenVerifier verifier = builder().build();
    VerifiedToken first = verifier.verify(token);

    VerifiedToken again = verifier.verify(token);

    assertThat(signatures.checked()).isEqualTo(1);
    assertThat(again.claims()).isEqualTo(first.claims());
  }

  @Test
  void saves_it_for_each_of_several_issuers() throws TokenRejectedException {
    TestIssuer second = TestIssuer.create().named("https://second.example.test");
    TokenVerifier verifier =
        TokenVerifier.anyOf(
            builder().build(),
            second.verifierBuilder().cryptoProvider(signatures).verifiedTokenCache(ROOM).build());
    String ofSecond = second.token().sign();

    for (int i = 0; i < 3; i++) {
      assertThat(verifier.verify(token).issuer()).isEqualTo(ISSUER.name());
      assertThat(verifier.verify(ofSecond).issuer()).isEqualTo(second.name());
    }

    assertThat(signatures.checked()).isEqualTo(2);
  }

  @Test
  void is_off_unless_asked_for() throws TokenRejectedException {
    TokenVerifier verifier =
        ISSUER.verifierBuilder().cryptoProvider(signatures).verifiedTokenCache(0).build();
    verifier.verify(token);
    verifier.verify(token);

    assertThat(signatures.checked()).isEqualTo(2);
  }

  @Test
  void is_about_these_very_characters() throws TokenRejectedException {
    TokenVerifier verifier = ISSUER.verifierBuilder().verifiedTokenCache(ROOM).build();
    verifier.verify(token);

    for (int at : new int[] {0, token.indexOf('.') + 5, token.length() - 20}) {
      char other = token.charAt(at) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, at) + other + token.substring(at + 1);
      assertThatThrownBy(() -> verifier.verify(changed)).isInstanceOf(TokenRejectedException.class);
    }
    assertRejected(verifier, token + "=", Reason.MALFORMED);
  }

  @Test
  void does_not_outlive_the_token() throws TokenRejectedException {
    TokenVerifier verifier = builder().build();
    String old = ISSUER.token().expiringAt(TestIssuer.NOW.plusSeconds(60)).sign();
    verifier.verify(old);

    time.pass(Duration.ofSeconds(59));
    assertThat(verifier.verify(old)).isNotNull();
    time.pass(Duration.ofSeconds(1));

    assertRejected(verifier, old, Reason.EXPIRED);
  }

  @Test
  void does_not_make_a_token_older_than_it_may_be() throws TokenRejectedException {
    TokenVerifier verifier = builder().maxAge(Duration.ofSeconds(30)).build();
    verifier.verify(token);

    time.pass(Duration.ofSeconds(31));

    assertRejected(verifier, token, Reason.EXPIRED);
  }

  @Test
  void keeps_no_rule_from_being_asked() throws TokenRejectedException {
    AtomicBoolean holds = new AtomicBoolean(true);
    TokenVerifier verifier = builder().rule("it holds", claims -> holds.get()).build();
    verifier.verify(token);

    holds.set(false);

    assertRejected(verifier, token, Reason.INVALID_CLAIM, "it holds");
  }

  @Test
  void does_not_outlive_a_key_that_the_issuer_takes_back() throws TokenRejectedException {
    TokenVerifier verifier = builder().build();
    verifier.verify(token);

    published.publish(TestIssuer.create("key-2").jwks());
    time.pass(Duration.ofMinutes(11));

    assertRejected(verifier, token, Reason.UNKNOWN_KEY);
  }

  @Test
  void does_not_outlive_a_key_that_another_takes_the_name_of() throws TokenRejectedException {
    TokenVerifier verifier =
        ISSUER
            .verifierBuilder()
            .keys(keys)
            .clock(new ManualClock(time))
            .verifiedTokenCache(ROOM)
            .build();
    verifier.verify(token);

    published.publish(OTHER_KEY.jwks());
    time.pass(Duration.ofMinutes(11));

    assertRejected(verifier, token, Reason.BAD_SIGNATURE);
  }

  @Test
  void ends_with_the_reading_of_the_key_set_that_it_came_from() throws TokenRejectedException {
    TokenVerifier verifier = builder().build();
    verifier.verify(token);

    published.publish(ISSUER.jwks());
    time.pass(Duration.ofMinutes(11));
    verifier.verify(token);
    verifier.verify(token);

    assertThat(signatures.checked()).isEqualTo(2);
  }

  @Test
  void does_not_help_where_the_keys_are_out_of_reach() throws TokenRejectedException {
    TokenVerifier verifier =
        builder()
            .keys(
                new RemoteKeySource(
                    "the issuer",
                    published,
                    RemoteKeySettings.defaults().maxStale(Duration.ZERO),
                    time.steady()))
            .build();
    String lasting = ISSUER.token().expiringAt(TestIssuer.NOW.plusSeconds(86_400)).sign();
    verifier.verify(lasting);

    published.fail();
    time.pass(Duration.ofMinutes(11));

    assertThatThrownBy(() -> verifier.verify(lasting)).isInstanceOf(KeysUnavailableException.class);
  }

  @Test
  void has_no_room_for_what_is_refused() throws TokenRejectedException {
    AcceptedTokens accepted = new AcceptedTokens(ROOM);
    SingleIssuerVerifier verifier = verifier(accepted);

    for (int i = 0; i < 3; i++) {
      assertRejected(verifier, OTHER_KEY.token().sign(), Reason.BAD_SIGNATURE);
      assertRejected(verifier, ISSUER.token().claim("tenant", "evil").sign(), Reason.INVALID_CLAIM);
      assertRejected(verifier, ISSUER.token().audience("others").sign(), Reason.WRONG_AUDIENCE);
    }
    assertThat(accepted.count()).isZero();

    verifier.verify(token);
    assertThat(accepted.count()).isEqualTo(1);
  }

  @Test
  void has_room_for_so_many_and_no_more() throws TokenRejectedException {
    AcceptedTokens accepted = new AcceptedTokens(ROOM);
    SingleIssuerVerifier verifier = verifier(accepted);

    for (int i = 0; i < 5 * ROOM; i++) {
      verifier.verify(ISSUER.token().subject("user-" + i).sign());
    }

    assertThat(accepted.count()).isEqualTo(ROOM);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1_000_001})
  void has_bounds(int maxTokens) {
    assertThatIllegalStateException()
        .isThrownBy(() -> ISSUER.verifierBuilder().verifiedTokenCache(maxTokens).build())
        .withMessageContaining("verifiedTokenCache must be 0 to 1000000");
  }

  @Test
  void shows_nothing_of_what_it_holds() throws TokenRejectedException {
    AcceptedTokens accepted = new AcceptedTokens(ROOM);
    verifier(accepted).verify(token);

    assertThat(accepted.find(token)).hasToString("Accepted[…]");
  }

  private SingleIssuerVerifier verifier(AcceptedTokens accepted) {
    SingleIssuerVerifier plain =
        (SingleIssuerVerifier)
            builder().rule("tenant", claims -> !claims.claims().containsKey("tenant")).build();
    return new SingleIssuerVerifier(
        plain.policy(),
        keys,
        new SignatureCheck(CryptoChoice.ofJdk()),
        new ManualClock(time),
        accepted);
  }
}
