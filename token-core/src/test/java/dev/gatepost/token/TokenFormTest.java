package dev.gatepost.token;

import static dev.gatepost.token.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.token.testkit.TestIssuer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no token at all, or asks for what is not understood, whoever signed it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenFormTest {
  private static final String HEADER = "{\"alg\":\"RS256\",\"kid\":\"key-1\"}";

  private final TestIssuer issuer = TestIssuer.create();
  private final TokenVerifier verifier = issuer.verifierBuilder().build();
  private final String good = issuer.token().sign();

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {".", "..", "...", "a.b", "a.b.c.d", "a.b.c.d.e", "\u0000", "é.é.é", "x"})
  void refuses_what_is_no_compact_jws(String text) {
    assertRejected(verifier, text, Reason.MALFORMED);
  }

  @Test
  void refuses_a_token_with_an_empty_part() {
    String[] parts = good.split("\\.", -1);

    assertRejected(verifier, "." + parts[1] + "." + parts[2], Reason.MALFORMED, "header");
    assertRejected(verifier, parts[0] + ".." + parts[2], Reason.MALFORMED, "claims");
    assertRejected(verifier, parts[0] + "." + parts[1] + ".", Reason.MALFORMED, "not signed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=", " ", "\n", "+", "/", "A\u007f", "A\u0080", "A\u0100", "%3D"})
  void refuses_anything_but_canonical_base64url(String tail) {
    assertRejected(verifier, good + tail, Reason.MALFORMED, "signature", "base64url");
  }

  @Test
  void refuses_trailing_bits_that_are_not_zero() {
    assertThat(Base64Url.decode("AA")).containsExactly(0);
    assertThat(Base64Url.decode("AB")).isNull();
    assertThat(Base64Url.decode("AAA")).containsExactly(0, 0);
    assertThat(Base64Url.decode("AAB")).isNull();
    assertThat(Base64Url.decode("A")).isNull();
    assertThat(Base64Url.decode("")).isEmpty();
  }

  @Test
  void decodes_nothing_that_the_bytes_are_not_encoded_to() {
    String[] characters = {
      "A", "B", "P", "Q", "g", "w", "_", "-", "=", "+", "!", "\u00e9", "\u0141"
    };
    for (int length = 0; length < 80; length++) {
      String text = "x".repeat(length);
      for (String first : characters) {
        for (String second : characters) {
          assertDecodedAsByTheJdkIfCanonical(text + first + second);
          assertDecodedAsByTheJdkIfCanonical(first + text + second);
          assertDecodedAsByTheJdkIfCanonical(first + second + text);
        }
      }
    }
  }

  private static void assertDecodedAsByTheJdkIfCanonical(String text) {
    byte[] decoded = null;
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      boolean canonical =
          Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text);
      decoded = canonical ? bytes : null;
    } catch (IllegalArgumentException e) {
      // Not base64url at all.
    }
    assertThat(Base64Url.decode(text)).as(text).isEqualTo(decoded);
  }

  @Test
  void refuses_a_token_that_is_too_large_before_looking_at_it() {
    TokenVerifier small = issuer.verifierBuilder().maxTokenSize(1024).build();
    String filler = "x".repeat(1024 - 3);

    assertRejected(small, filler + "...", Reason.MALFORMED);
    assertRejected(small, filler + "....", Reason.TOO_LARGE, "1025");
    assertRejected(verifier, ".".repeat(1_000_000), Reason.TOO_LARGE);
  }

  @Test
  void refuses_a_header_beyond_its_own_limit() {
    String padded = issuer.token().header("x", "x".repeat(3200)).sign();

    assertRejected(verifier, padded, Reason.TOO_LARGE, "header");
  }

  @Test
  void takes_a_header_of_4096_characters_and_no_more() {
    String[] headers =
        Stream.of(3072, 3073)
            .map(bytes -> "{\"alg\":\"RS256\",\"x\":\"" + "x".repeat(bytes - 22) + "\"}")
            .toArray(String[]::new);

    assertRejected(verifier, issuer.token().sign(headers[0], "{}"), Reason.MISSING_CLAIM);
    assertRejected(verifier, issuer.token().sign(headers[1], "{}"), Reason.TOO_LARGE, "4096");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "null",
        "\"x\"",
        "{",
        "{}{}",
        "{} x",
        "\uFEFF{}",
        "{\"a\":1,\"a\":1}",
        "{\"a\":{\"b\":1,\"b\":1}}",
        "{\"a\":[{\"b\":1,\"b\":1}]}",
        "{\"a\":1,\"\\u0061\":1}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\udc00\"}",
        "{\"a\":\"\\ud83d\\ude00\\ude00\"}",
        "{\"a\":12345678901234567890123456789012345678901234567890123456789012345}",
        "{\"a\":\"\\udc00\\ud800\"}",
        "{\"\\ud800\":1}",
        "{\"a\":01}",
        "{\"a\":NaN}",
        "{\"a\":1e401}",
        "{\"a\":1e-401}",
        "{\"a\":1e5000000000}",
        "{\"a\":-0e-5000000000}",
        "{'a':1}",
        "{\"a\":1,}",
        "{\"a\":\"\t\"}",
        "{/**/}"
      })
  void refuses_header_and_claims_that_are_not_one_strict_json_object(String json) {
    assertRejected(verifier, issuer.token().sign(json, "{}"), Reason.MALFORMED, "header");
    assertRejected(verifier, issuer.token().sign(HEADER, json), Reason.MALFORMED, "claims");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1e400",
        "1e-400",
        "1234567890123456789012345678901234567890123456789012345678901234",
        "-9223372036854775809",
        "\"\\ud83d\\ude00\"",
        "[null,true,false,{}]"
      })
  void takes_values_up_to_the_limits(String json) throws TokenRejectedException {
    String claims =
        "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"x\",\"exp\":%d,\"x\":%s}"
            .formatted(
                issuer.name(), issuer.audience(), TestIssuer.NOW.getEpochSecond() + 60, json);

    assertThat(verifier.verify(issuer.token().sign(HEADER, claims)).claims()).containsKey("x");
  }

  @Test
  void refuses_invalid_utf8_and_takes_all_of_unicode() throws TokenRejectedException {
    String[] parts = good.split("\\.", -1);
    byte[] latin1 = "{\"sub\":\"Zoë\"}".getBytes(StandardCharsets.ISO_8859_1);
    String claims = Base64.getUrlEncoder().withoutPadding().encodeToString(latin1);

    assertRejected(
        verifier, parts[0] + "." + claims + "." + parts[2], Reason.MALFORMED, "valid UTF-8");
    assertThat(verifier.verify(issuer.token().subject("Zoë 日本 😀").sign()).subject())
        .contains("Zoë 日本 😀");
  }

  @Test
  void refuses_json_nested_too_deep() throws TokenRejectedException {
    int depth = StrictJson.MAX_DEPTH - 1;

    assertThat(verifier.verify(issuer.token().claim("x", nested(depth)).sign())).isNotNull();
    assertRejected(verifier, issuer.token().claim("x", nested(depth + 1)).sign(), Reason.MALFORMED);
  }

  private static Object nested(int depth) {
    Object value = List.of();
    for (int i = 1; i < depth; i++) {
      value = List.of(value);
    }
    return value;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"none", "NONE", "HS256", "HS512", "RS1", "ES256K", "Ed448", "rs256", "RS256 ", ""})
  void refuses_every_algorithm_that_is_not_ours(String alg) {
    assertRejected(
        verifier, issuer.token().header("alg", alg).sign(), Reason.UNSUPPORTED_ALGORITHM);
  }

  @ParameterizedTest
  @ValueSource(strings = {"alg", "kid", "typ", "cty"})
  void refuses_header_members_of_the_wrong_type(String member) {
    for (Object value : new Object[] {1, true, List.of(), List.of("x"), null}) {
      assertRejected(
          verifier, issuer.token().header(member, value).sign(), Reason.MALFORMED, member);
    }
  }

  @Test
  void refuses_a_header_without_algorithm() {
    assertRejected(verifier, issuer.token().withoutHeader("alg").sign(), Reason.MALFORMED, "alg");
  }

  @Test
  void refuses_any_critical_header() {
    for (Object crit : new Object[] {List.of(), List.of("exp"), List.of("b64"), "exp", 5, null}) {
      assertRejected(
          verifier,
          issuer.token().header("crit", crit).header("exp", 1).sign(),
          Reason.UNSUPPORTED_CRITICAL_HEADER);
    }
  }

  @Test
  void refuses_unencoded_compressed_encrypted_and_nested_payloads() {
    assertRejected(verifier, issuer.token().header("b64", false).sign(), Reason.MALFORMED, "b64");
    assertRejected(verifier, issuer.token().header("zip", "DEF").sign(), Reason.MALFORMED);
    assertRejected(verifier, issuer.token().header("enc", "A128GCM").sign(), Reason.MALFORMED);
    assertRejected(verifier, issuer.token().header("cty", "JWT").sign(), Reason.MALFORMED, "cty");
    assertRejected(verifier, issuer.token().header("cty", "jwt").sign(), Reason.MALFORMED, "cty");
    for (String type : List.of("application/jwt", "Application/JWT; a=b", "jwt;a=b", " jwt ")) {
      assertRejected(verifier, issuer.token().header("cty", type).sign(), Reason.MALFORMED, "cty");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "jwt", "at+jwt", "AT+JWT", "application/at+jwt"})
  void takes_the_types_that_issuers_give_to_access_tokens(String typ)
      throws TokenRejectedException {
    assertThat(verifier.verify(issuer.token().header("typ", typ).sign())).isNotNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "JWS", "logout+jwt", "dpop+jwt", "at+jwt ", "application/jwt"})
  void refuses_tokens_of_other_types(String typ) {
    assertRejected(verifier, issuer.token().header("typ", typ).sign(), Reason.WRONG_TYPE);
  }

  @Test
  void takes_nothing_but_access_tokens_by_type_where_that_is_asked_for()
      throws TokenRejectedException {
    TokenVerifier strict = issuer.verifierBuilder().requireAccessTokenType().build();

    assertThat(strict.verify(issuer.token().sign())).isNotNull();
    assertRejected(strict, issuer.token().header("typ", "JWT").sign(), Reason.WRONG_TYPE);
    assertRejected(strict, issuer.token().withoutHeader("typ").sign(), Reason.WRONG_TYPE);
  }

  @Test
  void never_uses_a_key_that_came_with_the_token() {
    TestIssuer stranger = TestIssuer.create("stranger");
    String jwk = stranger.jwk();
    String header = "{\"alg\":\"RS256\",\"jwk\":" + jwk + ",\"jku\":\"https://x.test/keys\"}";
    String claims =
        "{\"iss\":\"%s\",\"aud\":\"%s\",\"sub\":\"x\",\"exp\":%d}"
            .formatted(issuer.name(), issuer.audience(), TestIssuer.NOW.getEpochSecond() + 60);

    assertRejected(verifier, stranger.token().sign(header, claims), Reason.BAD_SIGNATURE);
  }

  @Test
  void shows_nothing_of_itself_in_words() throws TokenRejectedException {
    assertThat(CompactJws.parse(good, 16 * 1024)).hasToString("CompactJws[…]");
    assertThat(UnprovenToken.parse(good, 16 * 1024, new KnownHeaders()))
        .hasToString("UnprovenToken[…]");
  }
}
