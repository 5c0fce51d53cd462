package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any text for a JWKS: it is refused in the documented way, or its keys verify tokens without a
 * fault.
 */
class JwksFuzzTest {
  private static final int MAX_SEED = 4096;
  private static final List<ConformanceCase> CASES = ConformanceCase.ours();

  /** Tokens for keys of several kinds, so that odd keys meet the signature check too. */
  private static final List<String> TOKENS =
      CASES.stream()
          .filter(c -> c.id().matches("alg-(RS256-typ-jwt|PS256-mixed|ES256-mixed)|ed-payload"))
          .map(ConformanceCase::token)
          .toList();

  static Stream<byte[]> sets() {
    return CASES.stream()
        .map(ConformanceCase::jwks)
        .distinct()
        .map(JwksFuzzTest::utf8)
        .filter(jwks -> jwks.length <= MAX_SEED);
  }

  @MethodSource("sets")
  @FuzzTest(maxDuration = "30s")
  void refuses_or_has_keys_that_can_be_used(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);

    Optional<KeySource> keys = read(() -> KeySource.ofJwks(text));
    String base64 = Base64.getEncoder().encodeToString(utf8(text));
    Optional<KeySource> fromBase64 = read(() -> KeySource.ofBase64Jwks(base64));
    read(() -> KeySource.ofBase64Jwks(text));

    assertThat(fromBase64.map(KeySource::report)).isEqualTo(keys.map(KeySource::report));
    keys.ifPresent(JwksFuzzTest::use);
  }

  private static Optional<KeySource> read(Supplier<KeySource> source) {
    try {
      return Optional.of(source.get());
    } catch (IllegalArgumentException e) {
      assertThat(e.getMessage()).hasSizeLessThan(2000).matches("[\\x20-\\x7e…]+");
      return Optional.empty();
    }
  }

  private static void use(KeySource keys) {
    assertThat(keys.isUsable()).isTrue();
    TokenVerifier verifier =
        TokenVerifier.builder()
            .issuer("https://id.example.test/oauth2/default")
            .audience("api://messages")
            .keys(keys)
            .clock(Clock.fixed(Instant.ofEpochSecond(1_750_000_000), ZoneOffset.UTC))
            .build();
    for (String token : TOKENS) {
      try {
        assertThat(verifier.verify(token)).isNotNull();
      } catch (TokenRejectedException e) {
        assertThat(e.reason()).isIn(Reason.UNKNOWN_KEY, Reason.BAD_SIGNATURE);
      }
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
