package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text for a token: it is refused in the documented way, or somebody signed what it says. */
class TokenFuzzTest {
  private static final int MAX_SEED = 4096;
  private static final List<ConformanceCase> CASES = ConformanceCase.ours();
  private static final Set<String> SIGNED =
      CASES.stream().map(c -> signingInput(c.token())).collect(Collectors.toSet());

  // The first case has a key of each kind; nearly all share its issuer, audience and clock.
  private static final TokenVerifier VERIFIER =
      TokenVerifier.builder()
          .issuer("https://id.example.test/oauth2/default")
          .audience("api://messages")
          .keys(KeySource.ofJwks(CASES.get(0).jwks()))
          .allowMissingSubject()
          .clock(Clock.fixed(Instant.ofEpochSecond(1_750_000_000), ZoneOffset.UTC))
          .build();

  static Stream<byte[]> tokens() {
    return CASES.stream()
        .map(ConformanceCase::token)
        .filter(token -> token.length() <= MAX_SEED)
        .flatMap(token -> Stream.concat(Stream.of(token), plain(token)))
        .map(seed -> seed.getBytes(StandardCharsets.UTF_8));
  }

  @MethodSource("tokens")
  @FuzzTest(maxDuration = "30s")
  void refuses_or_was_signed(byte[] input) {
    String text = new String(input, StandardCharsets.UTF_8);
    String token = text.startsWith("{") ? encoded(text) : text;

    boolean accepted = isAccepted(token);

    assertThat(VERIFIER.explain(token).passed()).isEqualTo(accepted);
    if (accepted) {
      assertThat(SIGNED).contains(signingInput(token));
    }
  }

  private static boolean isAccepted(String text) {
    try {
      VERIFIER.verify(text);
      return true;
    } catch (TokenRejectedException e) {
      assertThat(e.getMessage()).hasSizeLessThan(1000).matches("[\\x20-\\x7e…]+");
      return false;
    }
  }

  // A second form of input, for the fuzzer sees little through base64: the header's JSON and the
  // claims' on a line each.
  private static Stream<String> plain(String token) {
    String[] parts = token.split("\\.", -1);
    try {
      String header = text(parts[0]);
      return header.startsWith("{") && parts.length == 3
          ? Stream.of(header.replace('\n', ' ') + "\n" + text(parts[1]))
          : Stream.empty();
    } catch (IllegalArgumentException e) {
      return Stream.empty();
    }
  }

  private static String text(String base64) {
    return new String(Base64.getUrlDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  private static String encoded(String plain) {
    Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
    return plain
        .lines()
        .limit(2)
        .map(part -> encoder.encodeToString(part.getBytes(StandardCharsets.UTF_8)))
        .collect(Collectors.joining(".", "", ".AAAA"));
  }

  private static String signingInput(String token) {
    return token.substring(0, Math.max(0, token.lastIndexOf('.')));
  }
}
