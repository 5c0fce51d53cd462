package dev.gatepost.token;

import static dev.gatepost.token.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.token.testkit.TestIssuer;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.security.Security;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is checked of a signature before a provider sees it, so that no provider's fault can let it
 * pass: here each provider accepts everything, as the JDK's once accepted zeros (CVE-2022-21449).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignatureCheckTest {
  private static final BigInteger P256_ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);
  private static final BigInteger P384_ORDER =
      new BigInteger(
          "ffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf"
              + "581a0db248b0a77aecec196accc52973",
          16);
  private static final BigInteger P521_ORDER =
      new BigInteger(
          "01fffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffa"
              + "51868783bf2f966b7fcc0148f709a5d03bb5c9b8899c47aebb6fb71e91386409",
          16);

  private final Provider lax = new LaxSignatures();

  @BeforeAll
  void trust_a_provider_that_accepts_everything() {
    Security.insertProviderAt(lax, 1);
  }

  @AfterAll
  void forget_it() {
    Security.removeProvider(lax.getName());
  }

  static Stream<Arguments> curves() {
    return Stream.of(
        Arguments.of("ES256", Jwk.p256(), 32, P256_ORDER),
        Arguments.of("ES384", Jwk.ec("P-384", "secp384r1", 48), 48, P384_ORDER),
        Arguments.of("ES512", Jwk.ec("P-521", "secp521r1", 66), 66, P521_ORDER));
  }

  @ParameterizedTest
  @MethodSource("curves")
  void refuses_numbers_that_are_zero_or_not_below_the_order(
      String alg, Jwk key, int half, BigInteger order) throws TokenRejectedException {
    BigInteger largest = order.subtract(BigInteger.ONE);

    assertPasses(alg, key, pair(BigInteger.ONE, BigInteger.ONE, half));
    assertPasses(alg, key, pair(largest, largest, half));
    for (BigInteger bad : new BigInteger[] {BigInteger.ZERO, order, order.add(BigInteger.ONE)}) {
      assertRefused(alg, key, pair(bad, BigInteger.ONE, half));
      assertRefused(alg, key, pair(BigInteger.ONE, bad, half));
      assertRefused(alg, key, pair(bad, bad, half));
    }
  }

  @ParameterizedTest
  @MethodSource("curves")
  void refuses_ecdsa_signatures_of_another_length(String alg, Jwk key, int half, BigInteger order) {
    assertRefused(alg, key, ones(2 * half - 1));
    assertRefused(alg, key, ones(2 * half + 1));
    assertRefused(alg, key, ones(2 * half + 8));
    assertRefused(alg, key, ones(half));
  }

  @Test
  void refuses_rsa_signatures_that_are_not_as_long_as_the_modulus() throws TokenRejectedException {
    for (int bits : new int[] {2048, 2049, 2056}) {
      int bytes = (bits + 7) / 8;
      assertPasses("RS256", Jwk.rsa(bits), ones(bytes));
      assertRefused("RS256", Jwk.rsa(bits), ones(bytes - 1));
      assertRefused("PS256", Jwk.rsa(bits), ones(bytes + 1));
    }
  }

  @Test
  void refuses_ed25519_signatures_of_another_length() throws TokenRejectedException {
    assertPasses("EdDSA", Jwk.ed25519(), ones(64));
    assertRefused("EdDSA", Jwk.ed25519(), ones(63));
    assertRefused("EdDSA", Jwk.ed25519(), ones(65));
  }

  @Test
  void refuses_where_the_provider_fails() throws TokenRejectedException {
    assertRefused("EdDSA", Jwk.ed25519(), LaxSignatures.FAILING);
    assertPasses("EdDSA", Jwk.ed25519(), ones(64));
  }

  private static void assertPasses(String alg, Jwk key, byte[] signature)
      throws TokenRejectedException {
    assertThat(verifier(key).verify(token(alg, signature))).isNotNull();
  }

  private static void assertRefused(String alg, Jwk key, byte[] signature) {
    assertRejected(verifier(key), token(alg, signature), Reason.BAD_SIGNATURE);
  }

  private static TokenVerifier verifier(Jwk key) {
    return TokenVerifier.builder()
        .issuer("https://id.example.test")
        .audience("api")
        .keys(KeySource.ofJwks(Jwk.set(key)))
        .jdkCryptoProviders()
        .clock(Clock.fixed(TestIssuer.NOW, ZoneOffset.UTC))
        .build();
  }

  private static String token(String alg, byte[] signature) {
    String claims =
        "{\"iss\":\"https://id.example.test\",\"aud\":\"api\",\"sub\":\"x\",\"exp\":%d}"
            .formatted(TestIssuer.NOW.getEpochSecond() + 60);
    return Stream.of(utf8("{\"alg\":\"" + alg + "\"}"), utf8(claims), signature)
        .map(Jwk::base64)
        .reduce((left, right) -> left + "." + right)
        .orElseThrow();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] pair(BigInteger r, BigInteger s, int half) {
    byte[] pair = new byte[2 * half];
    System.arraycopy(Jwk.padded(r, half), 0, pair, 0, half);
    System.arraycopy(Jwk.padded(s, half), 0, pair, half, half);
    return pair;
  }

  private static byte[] ones(int length) {
    byte[] ones = new byte[length];
    Arrays.fill(ones, (byte) 1);
    return ones;
  }
}
