package dev.gatepost.token;

import static dev.gatepost.token.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.token.testkit.TestIssuer;
import dev.gatepost.token.testkit.TestToken;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every registered claim of every wrong JSON type: refused as invalid, never skipped as absent. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClaimTypesTest {
  private final TestIssuer issuer = TestIssuer.create();
  private final TokenVerifier verifier = issuer.verifierBuilder().build();

  static Stream<Arguments> wrong_types() {
    List<@Nullable Object> values =
        Arrays.asList(null, true, 5, "5", List.of(), List.of("x"), List.of(5), Map.of());
    return Stream.of(
            wrong(values, List.of("5"), "iss", "sub", "jti", "client_id", "cid", "azp", "scope"),
            wrong(values, List.of(5), "exp", "nbf", "iat"),
            wrong(values, List.of("5", List.of(), List.of("x")), "aud", "scp"))
        .flatMap(s -> s);
  }

  private static Stream<Arguments> wrong(
      List<@Nullable Object> values, List<?> right, String... claims) {
    return Stream.of(claims)
        .flatMap(
            claim ->
                values.stream()
                    .filter(value -> value == null || !right.contains(value))
                    .map(value -> Arguments.of(claim, value)));
  }

  @ParameterizedTest
  @MethodSource("wrong_types")
  void refuses_a_claim_of_the_wrong_type(String claim, @Nullable Object value) {
    assertRejected(
        verifier, issuer.token().claim(claim, value).sign(), Reason.INVALID_CLAIM, claim);
  }

  @Test
  void refuses_an_empty_subject() {
    assertRejected(verifier, issuer.token().subject("").sign(), Reason.INVALID_CLAIM, "sub");
  }

  static Stream<Object> times_out_of_range() {
    return Stream.of(
        -1,
        new BigDecimal("-0.5"),
        253_402_300_800L,
        new BigDecimal("253402300800.0"),
        Long.MAX_VALUE,
        new BigInteger("9".repeat(40)),
        new BigDecimal("1e300"));
  }

  @ParameterizedTest
  @MethodSource("times_out_of_range")
  void refuses_times_out_of_range(Object time) {
    assertRejected(verifier, issuer.token().claim("exp", time).sign(), Reason.INVALID_CLAIM, "exp");
  }

  @Test
  void takes_the_first_time_of_the_range_in_each_notation() {
    assertRejected(verifier, issuer.token().claim("exp", 0).sign(), Reason.EXPIRED);
    assertRejected(verifier, issuer.token().claim("exp", 0.0).sign(), Reason.EXPIRED);
  }

  @Test
  void takes_times_to_the_end_of_the_range_in_each_notation() throws TokenRejectedException {
    assertThat(expiry(253_402_300_799L)).isEqualTo(Instant.parse("9999-12-31T23:59:59Z"));
    assertThat(expiry(new BigDecimal("253402300799.9999999999")))
        .isEqualTo(Instant.parse("9999-12-31T23:59:59.999999999Z"));
    assertThat(expiry(new BigDecimal("19e8"))).isEqualTo(Instant.ofEpochSecond(1_900_000_000));
    assertThat(expiry(new BigDecimal("1900000000.25")))
        .isEqualTo(Instant.ofEpochSecond(1_900_000_000, 250_000_000));
  }

  private Instant expiry(Object time) throws TokenRejectedException {
    return verifier.verify(issuer.token().claim("exp", time).sign()).expiresAt();
  }

  @Test
  void reads_scopes_between_any_number_of_blanks() throws TokenRejectedException {
    assertThat(scopes(issuer.token().claim("scope", ""))).isEmpty();
    assertThat(scopes(issuer.token().claim("scope", " "))).isEmpty();
    assertThat(scopes(issuer.token().claim("scope", " a  b c"))).containsExactly("a", "b", "c");
    assertThat(scopes(issuer.token().claim("scope", "a\tb "))).containsExactly("a\tb");
  }

  @Test
  void joins_the_scopes_of_both_claims() throws TokenRejectedException {
    assertThat(scopes(issuer.token().claim("scope", "a b").claim("scp", List.of("b", "c"))))
        .containsExactly("a", "b", "c");
  }

  private Set<String> scopes(TestToken token) throws TokenRejectedException {
    return verifier.verify(token.sign()).scopes();
  }

  @Test
  void prefers_the_standards_name_for_the_client() throws TokenRejectedException {
    TestToken token = issuer.token().claim("cid", "okta").claim("azp", "oidc");

    assertThat(verifier.verify(token.sign()).clientId()).contains("client-1");
    assertThat(verifier.verify(token.without("client_id").sign()).clientId()).contains("okta");
    assertThat(verifier.verify(token.without("cid").sign()).clientId()).contains("oidc");
  }
}
