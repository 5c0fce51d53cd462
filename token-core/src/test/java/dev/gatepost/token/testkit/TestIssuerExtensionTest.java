package dev.gatepost.token.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatepost.token.KeySource;
import dev.gatepost.token.KeysUnavailableException;
import dev.gatepost.token.TokenRejectedException;
import dev.gatepost.token.TokenVerifier;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(TestIssuerExtension.class)
class TestIssuerExtensionTest {
  private final String name;

  TestIssuerExtensionTest(TestIssuer issuer) {
    name = issuer.name();
  }

  @Test
  void hands_over_an_issuer_that_a_service_can_discover(TestIssuer issuer)
      throws TokenRejectedException {
    TokenVerifier verifier =
        TokenVerifier.builder()
            .issuer(issuer.name())
            .audience(issuer.audience())
            .keys(KeySource.discover(issuer.name()))
            .build();

    assertThat(verifier.verify(issuer.token().sign()).subject()).contains("user-1");
  }

  @Test
  void hands_over_the_same_issuer_everywhere(TestIssuer issuer) {
    assertThat(issuer.name()).isEqualTo(name);
  }

  @Test
  void is_out_of_reach_once_the_server_is_closed() {
    TestIssuerServer server = TestIssuerServer.start();
    KeySource keys = KeySource.discover(server.issuer(Instant.EPOCH).name());

    server.close();

    assertThatThrownBy(keys::load).isInstanceOf(KeysUnavailableException.class);
  }

  @Test
  void gives_tokens_that_are_good_from_the_time_it_was_asked_for(TestIssuer issuer)
      throws TokenRejectedException {
    Instant then = Instant.parse("2031-05-05T05:05:05Z");
    String token = issuer.at(then).token().sign();

    assertThat(issuer.verifier(fixed(then)).verify(token).issuedAt()).contains(then);
    assertThat(issuer.verifier(fixed(then)).verify(token).expiresAt())
        .isEqualTo(then.plus(Duration.ofHours(1)));
  }

  private static Clock fixed(Instant instant) {
    return Clock.fixed(instant, ZoneOffset.UTC);
  }
}
