package dev.gatepost.token;

import static dev.gatepost.token.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.token.testkit.TestIssuer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KnownHeadersTest {
  private final TestIssuer issuer = TestIssuer.create();
  private final KnownHeaders known = new KnownHeaders();

  @Test
  void are_read_once_for_each_text() throws TokenRejectedException {
    CompactJws first = parse("one");
    known.add(first);

    assertThat(parse("one").header()).isSameAs(first.header());
    assertThat(parse("two").header()).isNotSameAs(first.header());
  }

  @Test
  void are_known_by_their_whole_text() throws TokenRejectedException {
    CompactJws first = parse("one");
    known.add(first);
    byte[] text = first.headerText();

    assertThat(known.find(text, text.length)).isSameAs(first.header());
    assertThat(known.find(text, text.length - 1)).isNull();
    assertThat(
            known.find(
                (new String(text, StandardCharsets.US_ASCII) + "A")
                    .getBytes(StandardCharsets.US_ASCII),
                text.length + 1))
        .isNull();
    assertThat(known.find(new byte[0], 0)).isNull();
  }

  @Test
  void have_room_for_nearly_all_of_an_issuer() throws TokenRejectedException {
    KnownHeaders headers = new KnownHeaders();
    List<CompactJws> tokens = new ArrayList<>();
    for (int i = 0; i < Jwks.MAX_KEYS; i++) {
      tokens.add(unsigned("key-" + i));
    }

    tokens.forEach(headers::add);

    assertThat(tokens).filteredOn(token -> knows(headers, token)).hasSizeGreaterThan(950);
  }

  @Test
  void give_way_to_newer_ones() throws TokenRejectedException {
    KnownHeaders headers = new KnownHeaders();
    CompactJws oldest = parse("oldest");
    headers.add(oldest);
    assertThat(knows(headers, oldest)).isTrue();

    for (int i = 0; knows(headers, oldest); i++) {
      CompactJws newer = unsigned("key-" + i);
      headers.add(newer);
      assertThat(knows(headers, newer)).isTrue();
    }
  }

  private static CompactJws unsigned(String keyId) throws TokenRejectedException {
    String header = "{\"alg\":\"RS256\",\"kid\":\"" + keyId + "\"}";
    String encoded =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(header.getBytes(StandardCharsets.US_ASCII));
    return CompactJws.parse(encoded + ".e30.AAAA", 1024);
  }

  private static boolean knows(KnownHeaders headers, CompactJws token) {
    byte[] text = token.headerText();
    return headers.find(text, text.length) != null;
  }

  // A header that was once found good is judged again with each token that has it.
  @Test
  void excuse_no_token_from_a_rule() throws TokenRejectedException {
    TokenVerifier strict = issuer.verifierBuilder().requireAccessTokenType().build();
    TokenVerifier both = TokenVerifier.anyOf(strict, lax("https://lax.example.test"));
    String plain = issuer.named("https://lax.example.test").token().header("typ", "JWT").sign();
    assertThat(both.verify(plain)).isNotNull();

    assertRejected(both, issuer.token().header("typ", "JWT").sign(), Reason.WRONG_TYPE);
  }

  private TokenVerifier lax(String name) {
    return issuer.named(name).verifierBuilder().build();
  }

  private CompactJws parse(String keyId) throws TokenRejectedException {
    return CompactJws.parse(issuer.token().header("kid", keyId).sign(), 16 * 1024, known);
  }
}
