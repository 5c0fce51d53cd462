package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys as a set: which are kept, which is found, and in what form they come. */
class JwksTest {
  private static final Jwk FIRST = Jwk.p256().with("kid", "first");
  private static final Jwk SECOND = Jwk.p256().with("kid", "second");
  private static final String RIVALS = "another key has the same kid: neither is used";

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "7", "[]", "\"keys\"", "{", "{}{}", "{} x"})
  void refuses_what_is_not_one_json_object(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeySource.ofJwks(text))
        .withMessageStartingWith("the JWKS ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"keys\":null}", "{\"keys\":{}}", "{\"keys\":\"[]\"}"})
  void refuses_an_object_without_an_array_of_keys(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeySource.ofJwks(text))
        .withMessage("the JWKS has no array \"keys\"");
  }

  @Test
  void refuses_a_set_without_any_usable_key_and_says_why_of_each() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeySource.ofJwks("{\"keys\":[]}"))
        .withMessage("the JWKS has no usable key");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeySource.ofJwks(Jwk.set(FIRST.with("use", "enc"), Jwk.rsa(1024))))
        .withMessageStartingWith(
            "the JWKS has no usable key: \"first\" (use is not sig), (no kid) (an RSA modulus");
  }

  @Test
  void keeps_its_message_short_however_many_keys_are_wrong() {
    String keys = "{\"keys\":[" + "{},".repeat(999) + "{}]}";

    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeySource.ofJwks(keys))
        .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
  }

  @Test
  void takes_1000_keys_and_no_more() {
    String others = "{},".repeat(999);
    assertThat(Jwks.parse("{\"keys\":[" + others + FIRST + "]}").entries()).hasSize(1000);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Jwks.parse("{\"keys\":[{}," + others + FIRST + "]}"))
        .withMessage("the JWKS has more than 1000 keys");
  }

  @Test
  void takes_one_mebibyte_and_no_more() {
    String largest = Jwk.set(FIRST) + " ".repeat(Jwks.MAX_SIZE - Jwk.set(FIRST).length());
    assertThat(Jwks.parse(largest).entries()).hasSize(1);
    assertThat(Jwks.parse(utf8(largest)).entries()).hasSize(1);

    assertThatIllegalArgumentException().isThrownBy(() -> Jwks.parse(largest + " "));
    assertThatIllegalArgumentException().isThrownBy(() -> Jwks.parse(utf8(largest + " ")));
  }

  @Test
  void refuses_bytes_that_are_not_utf_8() {
    byte[] latin1 = Jwk.set(FIRST.with("kid", "\u00e9")).getBytes(StandardCharsets.ISO_8859_1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> Jwks.parse(latin1))
        .withMessage("the JWKS is not valid UTF-8");
  }

  @Test
  void refuses_a_member_that_stands_twice() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Jwks.parse("{\"keys\":[],\"keys\":[" + FIRST + "]}"))
        .withMessage("the JWKS is a member stands twice");
  }

  @Test
  void refuses_nesting_without_end() {
    String deep = "[".repeat(10_000) + "]".repeat(10_000);

    assertThatIllegalArgumentException().isThrownBy(() -> Jwks.parse("{\"keys\":" + deep + "}"));
  }

  @Test
  void skips_and_reports_what_is_no_key_beside_keys_that_serve() {
    KeySource keys =
        KeySource.ofJwks("{\"keys\":[null,7," + FIRST + "," + SECOND.with("use", "enc") + "]}");

    KeyReport report = keys.report();

    assertThat(report.entries())
        .containsExactly(
            new KeyReport.Entry("(no object)", Optional.of("not a JSON object")),
            new KeyReport.Entry("(no object)", Optional.of("not a JSON object")),
            new KeyReport.Entry("\"first\"", Optional.empty()),
            new KeyReport.Entry("\"second\"", Optional.of("use is not sig")));
    assertThat(report.skipped()).hasSize(3);
    assertThat(report.state()).isEqualTo(KeyReport.State.FRESH);
    assertThat(report.fetchedAt()).isEmpty();
    assertThat(report.problem()).isEmpty();
    assertThat(keys.isUsable()).isTrue();
  }

  @Test
  void reports_a_kid_in_printable_characters_and_not_at_length() {
    String kid = "a\\n\\u001b\u00e9" + "b".repeat(300);

    assertThat(Jwks.parse(Jwk.set(FIRST.with("kid", kid))).entries().get(0).keyId())
        .matches("[ -~…]+")
        .hasSizeLessThan(100);
  }

  @Test
  void finds_the_key_that_the_kid_names() throws TokenRejectedException {
    KeySet keys = Jwks.parse(Jwk.set(FIRST, SECOND)).keys();

    assertThat(keys.find("first", Algorithm.ES256).keyId()).isEqualTo("first");
    assertThat(keys.find("second", Algorithm.ES256).keyId()).isEqualTo("second");
    assertNotFound(keys, "third", Algorithm.ES256, "no key for ES256 with kid \"third\"");
    assertNotFound(keys, "First", Algorithm.ES256, "no key");
    assertNotFound(keys, "", Algorithm.ES256, "no key");
  }

  @Test
  void finds_no_key_of_another_type_though_the_kid_names_it() {
    KeySet keys = Jwks.parse(Jwk.set(FIRST)).keys();

    assertNotFound(keys, "first", Algorithm.RS256, "no key for RS256 with kid \"first\"");
    assertNotFound(keys, "first", Algorithm.ES384, "no key for ES384 with kid \"first\"");
  }

  @Test
  void finds_a_key_without_kid_if_just_one_fits() throws TokenRejectedException {
    KeySet keys = Jwks.parse(Jwk.set(FIRST, Jwk.rsa(2048))).keys();

    assertThat(keys.find(null, Algorithm.ES256).keyId()).isEqualTo("first");
    assertThat(keys.find(null, Algorithm.PS256).keyId()).isNull();
    assertNotFound(keys, null, Algorithm.EDDSA, "no key for EDDSA without kid");
  }

  @Test
  void finds_no_key_without_kid_if_several_fit() {
    KeySet keys = Jwks.parse(Jwk.set(FIRST, SECOND)).keys();

    assertNotFound(keys, null, Algorithm.ES256, "several keys fit ES256");
  }

  @Test
  void a_key_without_kid_is_found_by_no_kid() {
    KeySet keys = Jwks.parse(Jwk.set(Jwk.p256())).keys();

    assertNotFound(keys, "first", Algorithm.ES256, "no key");
  }

  @Test
  void uses_neither_of_two_different_keys_of_one_kid() {
    Jwks jwks = Jwks.parse(Jwk.set(FIRST, SECOND, Jwk.p256().with("kid", "first")));

    assertThat(problems(jwks)).containsExactly(RIVALS, "", RIVALS);
    assertNotFound(jwks.keys(), "first", Algorithm.ES256, "no key");
  }

  @Test
  void uses_none_of_three_different_keys_of_one_kid() {
    Jwk rival = Jwk.p256().with("kid", "first");

    assertThat(problems(Jwks.parse(Jwk.set(FIRST, rival, SECOND, Jwk.p256().with("kid", "first")))))
        .containsExactly(RIVALS, RIVALS, "", RIVALS);
    assertThat(problems(Jwks.parse(Jwk.set(FIRST, rival, SECOND, FIRST))))
        .containsExactly(RIVALS, RIVALS, "", RIVALS);
  }

  @Test
  void uses_neither_of_two_keys_of_one_kid_where_one_serves_any_algorithm() {
    Jwk any = Jwk.rsa(2048).with("kid", "first");
    Jwk one = Jwk.rsa(3072).with("kid", "first").with("alg", "RS256");

    assertThat(problems(Jwks.parse(Jwk.set(any, one, SECOND)))).containsExactly(RIVALS, RIVALS, "");
    assertThat(problems(Jwks.parse(Jwk.set(one, any, SECOND)))).containsExactly(RIVALS, RIVALS, "");
  }

  @Test
  void uses_both_keys_of_one_kid_that_no_token_can_confuse() throws TokenRejectedException {
    Jwk rsa = Jwk.rsa(2048).with("kid", "first");
    KeySet keys =
        Jwks.parse(
                Jwk.set(
                    FIRST,
                    rsa.with("alg", "RS256"),
                    Jwk.rsa(3072).with("kid", "first").with("alg", "PS256")))
            .keys();

    assertThat(keys.find("first", Algorithm.ES256)).isNotNull();
    assertThat(keys.find("first", Algorithm.RS256).onlyAlgorithm()).isEqualTo(Algorithm.RS256);
    assertThat(keys.find("first", Algorithm.PS256).onlyAlgorithm()).isEqualTo(Algorithm.PS256);
  }

  @Test
  void uses_a_key_once_that_stands_twice() throws TokenRejectedException {
    Jwks jwks = Jwks.parse(Jwk.set(FIRST, FIRST));

    assertThat(problems(jwks)).containsExactly("", "stands twice");
    assertThat(jwks.keys().find(null, Algorithm.ES256).keyId()).isEqualTo("first");
  }

  @Test
  void uses_a_key_without_kid_once_that_stands_twice() throws TokenRejectedException {
    Jwk nameless = Jwk.rsa(2048);
    Jwks jwks = Jwks.parse(Jwk.set(nameless, nameless));

    assertThat(problems(jwks)).containsExactly("", "stands twice");
    assertThat(jwks.keys().find(null, Algorithm.RS256)).isNotNull();
  }

  @Test
  void keeps_different_keys_without_kid() {
    assertThat(problems(Jwks.parse(Jwk.set(Jwk.p256(), Jwk.p256())))).containsExactly("", "");
  }

  @Test
  void reads_base64_in_both_alphabets_with_padding_or_without_and_over_several_lines() {
    // Bytes that the two alphabets write differently, and all three lengths of the last group.
    IntStream.range(0, 3)
        .mapToObj(i -> Jwk.set(FIRST.with("note", "?>?>\u00ff\u00fe" + "x".repeat(i))))
        .forEach(
            json -> {
              assertReads(Base64.getEncoder().encodeToString(utf8(json)));
              assertReads(Base64.getEncoder().withoutPadding().encodeToString(utf8(json)));
              assertReads(Base64.getUrlEncoder().encodeToString(utf8(json)));
              assertReads(Base64.getUrlEncoder().withoutPadding().encodeToString(utf8(json)));
              assertReads(Base64.getMimeEncoder().encodeToString(utf8(json)) + "\n");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "ab=c", "{\"keys\":[]}", "\u00e9", "YWJj*"})
  void refuses_what_is_not_base64_and_does_not_repeat_it(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeySource.ofBase64Jwks(text))
        .withMessage("the JWKS is not base64");
  }

  @Test
  void refuses_base64_of_text_that_is_not_utf_8() {
    byte[] latin1 = Jwk.set(FIRST.with("kid", "\u00e9")).getBytes(StandardCharsets.ISO_8859_1);
    String base64 = Base64.getEncoder().encodeToString(latin1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> KeySource.ofBase64Jwks(base64))
        .withMessage("the JWKS is not valid UTF-8");
  }

  @Test
  void shows_no_key_in_words() throws TokenRejectedException {
    VerificationKey key = Jwks.parse(Jwk.set(FIRST)).keys().find("first", Algorithm.ES256);

    assertThat(key).hasToString("VerificationKey[EC_P256]");
  }

  private static void assertReads(String base64) {
    assertThat(KeySource.ofBase64Jwks(base64).report().skipped()).isEmpty();
  }

  private static List<String> problems(Jwks jwks) {
    return jwks.entries().stream().map(entry -> entry.problem().orElse("")).toList();
  }

  private static void assertNotFound(
      KeySet keys, @Nullable String keyId, Algorithm algorithm, String message) {
    assertThatThrownBy(() -> keys.find(keyId, algorithm))
        .isInstanceOfSatisfying(
            TokenRejectedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.UNKNOWN_KEY))
        .hasMessageContaining(message);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
