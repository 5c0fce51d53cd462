package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys may verify signatures. Each key here is good but for what its test is about. */
class JwkReaderTest {
  private static final BigInteger F4 = BigInteger.valueOf(65_537);
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(2047).setBit(0);

  static Stream<Jwk> good() {
    return Stream.of(
        Jwk.rsa(2048),
        Jwk.p256(),
        Jwk.ec("P-384", "secp384r1", 48),
        Jwk.ec("P-521", "secp521r1", 66),
        Jwk.ed25519());
  }

  @ParameterizedTest
  @MethodSource("good")
  void takes_public_keys_of_every_supported_type(Jwk jwk) {
    assertUsable(jwk);
    assertUsable(jwk.with("use", "sig").withJson("key_ops", "[\"verify\"]"));
    assertUsable(jwk.withJson("key_ops", "[\"sign\",\"verify\"]"));
    assertUsable(jwk.withJson("x5c", "[\"MIIB\"]").with("x5t", "AAAA").with("unknown", "member"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"enc", "SIG", "", "signature"})
  void skips_a_key_that_is_not_for_signatures(String use) {
    assertSkipped(Jwk.p256().with("use", use), "use is not sig");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "[\"sign\"]", "[\"encrypt\",\"wrapKey\"]", "\"verify\"", "null"})
  void skips_a_key_whose_operations_are_without_verify(String operations) {
    assertSkipped(Jwk.p256().withJson("key_ops", operations), "key_ops is without verify");
  }

  @ParameterizedTest
  @MethodSource("good")
  void skips_a_private_key(Jwk jwk) {
    assertSkipped(jwk.with("d", "AAAA"), "a private key");
    assertSkipped(jwk.withJson("d", "null"), "a private key");
    for (String member : List.of("p", "q", "dp", "dq", "qi", "oth", "k")) {
      assertSkipped(jwk.with(member, "AAAA"), "a private key");
    }
  }

  @Test
  void skips_a_point_that_is_not_on_ed25519() {
    assertSkipped(
        Jwk.ed25519().with("x", "AgAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), "not on its curve");
  }

  // All eight: under them anybody can sign some texts.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "7P_______________________________________38",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIA",
        "JuiVj8KyJ7BFw_SJ8u-Y8NXfrAXTxjM5sTgCiG1T_AU",
        "JuiVj8KyJ7BFw_SJ8u-Y8NXfrAXTxjM5sTgCiG1T_IU",
        "xxdqcD1N2E-6PAt2DRBnDyogU_osOczGTsf9d5KsA3o",
        "xxdqcD1N2E-6PAt2DRBnDyogU_osOczGTsf9d5KsA_o"
      })
  void skips_a_point_of_small_order(String x) {
    assertSkipped(Jwk.ed25519().with("x", x), "small order");
  }

  @Test
  void skips_a_symmetric_key() {
    Jwk jwk = new Jwk(Map.of()).with("kty", "oct").with("k", "AAAA");

    assertSkipped(jwk, "a symmetric key");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rsa", "ec", "AKP", "none", ""})
  void skips_a_kty_that_is_not_supported(String kty) {
    assertSkipped(Jwk.p256().with("kty", kty), "a kty that is not supported");
  }

  @Test
  void skips_a_key_without_kty() {
    assertSkipped(Jwk.p256().without("kty"), "kty is missing");
  }

  @ParameterizedTest
  @ValueSource(strings = {"P-192", "secp256k1", "Ed448", "X25519", "p-256", ""})
  void skips_a_curve_that_is_not_supported(String crv) {
    assertSkipped(Jwk.p256().with("crv", crv), "a crv that is not supported");
    assertSkipped(Jwk.ed25519().with("crv", crv), "a crv that is not supported");
  }

  @Test
  void skips_a_key_without_curve() {
    assertSkipped(Jwk.p256().without("crv"), "a crv that is not supported");
  }

  @Test
  void skips_a_curve_of_the_other_kty() {
    assertSkipped(Jwk.p256().with("kty", "OKP"), "a crv that is not supported");
    assertSkipped(Jwk.ed25519().with("kty", "EC"), "a crv that is not supported");
  }

  @ParameterizedTest
  @CsvSource({
    "RS256,true", "RS384,true", "RS512,true", "PS256,true", "PS384,true", "PS512,true",
    "ES256,false", "EdDSA,false", "HS256,false", "none,false", "RSA-OAEP,false", "rs256,false"
  })
  void takes_an_rsa_key_for_the_algorithms_of_rsa_only(String alg, boolean usable) {
    assertUsableIf(usable, Jwk.rsa(2048).with("alg", alg), "alg is not supported for such a key");
  }

  @ParameterizedTest
  @CsvSource({"ES256,true", "ES384,false", "ES256K,false", "RS256,false", "ECDH-ES,false"})
  void takes_a_p256_key_for_es256_only(String alg, boolean usable) {
    assertUsableIf(usable, Jwk.p256().with("alg", alg), "alg is not supported for such a key");
  }

  @ParameterizedTest
  @CsvSource({"EdDSA,true", "Ed25519,true", "Ed448,false", "ES256,false"})
  void takes_an_ed25519_key_under_both_names_of_its_algorithm(String alg, boolean usable) {
    assertUsableIf(usable, Jwk.ed25519().with("alg", alg), "alg is not supported for such a key");
  }

  @Test
  void a_key_with_an_algorithm_serves_no_other() throws Exception {
    KeySet keys = Jwks.parse(Jwk.set(Jwk.rsa(2048).with("alg", "PS256"))).keys();

    assertThat(keys.find(null, Algorithm.PS256).onlyAlgorithm()).isEqualTo(Algorithm.PS256);
    assertThatThrownBy(() -> keys.find(null, Algorithm.RS256))
        .isInstanceOf(TokenRejectedException.class);
  }

  @ParameterizedTest
  @CsvSource({"1024,false", "2047,false", "2048,true", "8192,true", "8193,false", "16384,false"})
  void takes_rsa_keys_of_2048_to_8192_bits(int bits, boolean usable) {
    assertUsableIf(usable, Jwk.rsa(bits), bits + " bits");
  }

  @Test
  void skips_an_even_modulus() {
    assertSkipped(Jwk.rsa(MODULUS.clearBit(0), F4), "odd");
  }

  @ParameterizedTest
  @CsvSource({
    "0,false",
    "1,false",
    "2,false",
    "3,true",
    "4,false",
    "65536,false",
    "65537,true",
    "18446744073709551615,true",
    "18446744073709551617,false"
  })
  void takes_odd_exponents_from_3_to_64_bits(BigInteger exponent, boolean usable) {
    assertUsableIf(usable, Jwk.rsa(MODULUS, exponent), "an RSA exponent");
  }

  @Test
  void skips_a_point_that_is_not_on_its_curve() {
    Jwk jwk = Jwk.p256();

    assertSkipped(jwk.with("y", jwk.text("x")), "a point that is not on its curve");
    assertSkipped(
        jwk.with("x", Jwk.base64(new byte[32])).with("y", Jwk.base64(new byte[32])),
        "a point that is not on its curve");
  }

  @Test
  void skips_a_point_of_the_curve_whose_coordinates_are_not_reduced() {
    // (0, √b) lies on P-256, and (p, √b) would be the same point under another name.
    BigInteger p =
        new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
    BigInteger b =
        new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);
    BigInteger y = b.modPow(p.add(BigInteger.ONE).shiftRight(2), p);
    Jwk point = Jwk.p256().with("y", Jwk.base64(Jwk.padded(y, 32)));

    assertUsable(point.with("x", Jwk.base64(new byte[32])));
    assertSkipped(
        point.with("x", Jwk.base64(Jwk.padded(p, 32))), "a point that is not on its curve");
  }

  @ParameterizedTest
  @CsvSource({"x,31", "x,33", "y,31", "y,33"})
  void skips_coordinates_that_are_not_as_long_as_the_field(String name, int length) {
    assertSkipped(Jwk.p256().with(name, Jwk.base64(new byte[length])), name + " has not 32 octets");
  }

  @ParameterizedTest
  @CsvSource({"P-384,secp384r1,48", "P-521,secp521r1,66"})
  void knows_how_long_the_larger_fields_are(String jwaName, String jcaName, int length) {
    Jwk jwk = Jwk.ec(jwaName, jcaName, length);

    assertSkipped(
        jwk.with("x", Jwk.base64(new byte[length - 1])), "x has not " + length + " octets");
  }

  @ParameterizedTest
  @ValueSource(ints = {31, 33})
  void skips_an_ed25519_key_that_has_not_32_octets(int length) {
    assertSkipped(Jwk.ed25519().with("x", Jwk.base64(new byte[length])), "x has not 32 octets");
  }

  static Stream<Arguments> keyMembers() {
    return Stream.of(
        Arguments.of(Jwk.rsa(2048), "n"),
        Arguments.of(Jwk.rsa(2048), "e"),
        Arguments.of(Jwk.p256(), "x"),
        Arguments.of(Jwk.p256(), "y"),
        Arguments.of(Jwk.ed25519(), "x"));
  }

  @ParameterizedTest
  @MethodSource("keyMembers")
  void skips_a_key_of_which_a_part_is_missing_or_not_base64url(Jwk jwk, String name) {
    String problem = name + " is missing or not base64url";

    assertSkipped(jwk.without(name), problem);
    assertSkipped(jwk.with(name, ""), problem);
    assertSkipped(jwk.with(name, jwk.text(name) + "="), problem);
    assertSkipped(jwk.with(name, "+" + jwk.text(name).substring(1)), problem);
    assertSkipped(jwk.with(name, " " + jwk.text(name)), problem);
    assertSkipped(jwk.withJson(name, "7"), name + " is not a string");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kty", "use", "alg", "kid"})
  void skips_a_key_whose_members_have_the_wrong_type(String name) {
    assertSkipped(Jwk.rsa(2048).withJson(name, "7"), name + " is not a string");
    assertSkipped(Jwk.rsa(2048).withJson(name, "null"), name + " is not a string");
  }

  @Test
  void says_nothing_of_a_key_that_it_skips() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Jwks.parse(Jwk.set(Jwk.rsa(2048).with("n", "c2VjcmV0"))))
        .withMessageNotContaining("c2VjcmV0");
  }

  private static void assertUsableIf(boolean usable, Jwk jwk, String problem) {
    if (usable) {
      assertUsable(jwk);
    } else {
      assertSkipped(jwk, problem);
    }
  }

  private static void assertUsable(Jwk jwk) {
    assertThat(Jwks.parse(Jwk.set(jwk)).entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.problem()).isEmpty());
  }

  private static void assertSkipped(Jwk jwk, String problem) {
    assertThatIllegalArgumentException()
        .as("%s", jwk)
        .isThrownBy(() -> Jwks.parse(Jwk.set(jwk)))
        .withMessageStartingWith("the JWKS has no usable key: ")
        .withMessageContaining(problem);
  }
}
