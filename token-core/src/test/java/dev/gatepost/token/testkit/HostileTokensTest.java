package dev.gatepost.token.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatepost.token.TokenRejectedException;
import dev.gatepost.token.TokenVerifier;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileTokensTest {
  private final TestIssuer issuer = TestIssuer.create();
  private final TokenVerifier verifier = issuer.verifierBuilder().build();

  Stream<HostileToken> hostileTokens() {
    return HostileTokens.of(issuer).stream();
  }

  @ParameterizedTest
  @MethodSource("hostileTokens")
  void are_refused_each_of_them(HostileToken token) {
    assertThat(catchThrowable(() -> verifier.verify(token.compact())))
        .as(token.why())
        .isInstanceOf(TokenRejectedException.class);
  }

  @Test
  void are_many_and_no_two_alike() {
    List<HostileToken> tokens = HostileTokens.of(issuer);

    assertThat(tokens).hasSizeGreaterThan(150);
    assertThat(tokens).extracting(HostileToken::name).doesNotHaveDuplicates();
    assertThat(tokens).extracting(HostileToken::compact).doesNotHaveDuplicates();
    assertThat(tokens).extracting(HostileToken::why).noneMatch(String::isBlank);
  }

  @Test
  void can_all_be_sent_in_a_header() {
    assertThat(HostileTokens.of(issuer))
        .extracting(HostileToken::compact)
        .allMatch(text -> text.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 0x7f)));
  }

  @ParameterizedTest
  @EnumSource
  void are_refused_by_every_preset(Preset preset) {
    TokenVerifier presetVerifier = preset.verifierBuilder(issuer).build();

    for (HostileToken token : HostileTokens.of(issuer, preset.token(issuer))) {
      assertThat(catchThrowable(() -> presetVerifier.verify(token.compact())))
          .as(token.name())
          .isInstanceOf(TokenRejectedException.class);
    }
  }
}
