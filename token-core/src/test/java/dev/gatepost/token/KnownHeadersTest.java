package dev.gatepost.token;

import static dev.gatepost.token.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.token.testkit.TestIssuer;
import java.nio.charset.StandardCharsets;
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
    assertThat(parse("two").header()).isNotEqualTo(first.header());
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
  void are_few_of_which_the_newest_stay() throws TokenRejectedException {
    KnownHeaders few = new KnownHeaders();
    CompactJws oldest = parse("oldest");
    few.add(oldest);
    CompactJws second = parse("second");
    few.add(second);
    few.add(second);
    for (int i = 0; i < 14; i++) {
      few.add(parse("key-" + i));
    }
    assertThat(few.find(oldest.headerText(), oldest.headerText().length)).isNotNull();

    few.add(parse("one more"));

    assertThat(few.find(oldest.headerText(), oldest.headerText().length)).isNull();
    assertThat(few.find(second.headerText(), second.headerText().length)).isNotNull();
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
