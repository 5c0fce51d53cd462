package dev.gatepost.token;

import static dev.gatepost.token.Rejections.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.gatepost.token.http.RequestGuard;
import dev.gatepost.token.http.RequestGuard.Refused;
import dev.gatepost.token.testkit.TestIssuer;
import dev.gatepost.token.testkit.TestToken;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Faults that other verifiers had, tried on this one. Each test is named after the fault; where
 * another test class covers a fault already, its row is there: claims of wrong types
 * (CVE-2025-30144, CVE-2026-25537) in {@link ClaimTypesTest}, zero ECDSA signatures
 * (CVE-2022-21449) in {@link SignatureCheckTest}, keys that cross issuers (CVE-2025-59936) in
 * {@link MultiIssuerVerifierTest}, clocks that switch checks off (GHSA-687g-22h4-j4w4) in {@link
 * TokenVerifierBuilderTest}, patterns and inflaters in {@link ArchitectureTest}, all about fetching
 * in {@link RemoteKeysTest}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KnownFaultsTest {
  private final TestIssuer issuer = TestIssuer.create();
  private final TokenVerifier verifier = issuer.verifierBuilder().build();

  static Stream<Arguments> odd_header_members() {
    List<@Nullable Object> values =
        Arrays.asList(null, 0, -1.5, true, "", "x", List.of(), List.of(5), Map.of("a", 1));
    return Stream.of("alg", "typ", "cty", "crit", "kid", "jwk", "jku", "x5u", "x5c", "x5t", "epk")
        .flatMap(name -> values.stream().map(value -> Arguments.of(name, value)));
  }

  // CVE-2019-17195 (Nimbus JOSE+JWT): such members brought unchecked exceptions out.
  @ParameterizedTest
  @MethodSource("odd_header_members")
  void an_odd_header_member_crashes_the_verifier(String name, @Nullable Object value) {
    String token = issuer.token().header(name, value).sign();

    assertThat(verifier.explain(token).checks()).isNotEmpty();
    assertVerifiesOrRefuses(token);
  }

  private void assertVerifiesOrRefuses(String token) {
    try {
      assertThat(verifier.verify(token)).isNotNull();
    } catch (TokenRejectedException e) {
      assertThat(e.reason().stage()).isNotEqualTo(Reason.Stage.SIGNATURE);
    }
  }

  // CVE-2025-53864 (Nimbus JOSE+JWT): each level of JSON took a frame of the stack.
  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":"})
  void deep_json_overflows_the_stack(String level) {
    TokenVerifier generous = issuer.verifierBuilder().maxTokenSize(64 * 1024).build();
    String deep = "{\"a\":" + level.repeat(8_000);
    String header = "{\"a\":" + level.repeat(500);

    assertRejected(generous, issuer.token().sign("{\"alg\":\"RS256\"}", deep), Reason.MALFORMED);
    assertRejected(generous, issuer.token().sign(header, "{}"), Reason.MALFORMED);
    assertThatIllegalArgumentException().isThrownBy(() -> KeySource.ofJwks(deep));
  }

  // CVE-2023-52428 (Nimbus), CVE-2023-51775 (jose4j), CVE-2022-36083 (panva/jose),
  // GHSA-7f9x-gw85-8grf (jwx): the header named how many rounds to hash a password.
  @Test
  void a_huge_p2c_burns_time() {
    String header =
        base64(
            "{\"alg\":\"PBES2-HS512+A256KW\",\"enc\":\"A256GCM\",\"p2c\":2147483647,\"p2s\":\"AA\"}");

    assertRejected(verifier, header + ".AAAA.AAAA.AAAA.AAAA", Reason.MALFORMED, "three parts");
    assertRejected(verifier, header + ".e30.AAAA", Reason.MALFORMED, "encrypted");
  }

  // CVE-2024-29371 (jose4j), CVE-2024-28176 (panva/jose), CVE-2024-28180 (go-jose),
  // CVE-2026-39373 (jwcrypto): what was inflated had no bound.
  @ParameterizedTest
  @ValueSource(strings = {"DEF", "def", "GZIP", ""})
  void compressed_content_is_inflated(String zip) {
    assertRejected(
        verifier, issuer.token().header("zip", zip).sign(), Reason.MALFORMED, "compressed");
  }

  // CVE-2026-29000 (pac4j): the token inside an encrypted one was taken without a signature.
  @Test
  void an_encrypted_token_vouches_for_the_unsigned_one_in_it() throws JoseException {
    String unsigned = base64("{\"alg\":\"none\"}") + "." + goodClaims() + ".";
    JsonWebEncryption encrypted = new JsonWebEncryption();
    encrypted.setAlgorithmHeaderValue("RSA-OAEP-256");
    encrypted.setEncryptionMethodHeaderParameter("A128GCM");
    encrypted.setHeader("cty", "JWT");
    encrypted.setKey(PublicJsonWebKey.Factory.newPublicJwk(issuer.jwk()).getPublicKey());
    encrypted.setPayload(unsigned);

    assertRejected(verifier, encrypted.getCompactSerialization(), Reason.MALFORMED, "three parts");
    assertRejected(verifier, unsigned, Reason.MALFORMED, "not signed");
  }

  // CVE-2026-22748, CVE-2018-15801 (Spring Security): the issuer was checked only when asked for.
  @Test
  void the_issuer_is_checked_only_on_request() {
    TokenVerifierBuilder forgetful =
        TokenVerifier.builder().audience(issuer.audience()).keys(KeySource.ofJwks(issuer.jwks()));
    String other = issuer.named("https://other.example.test").token().sign();

    assertThatIllegalStateException().isThrownBy(forgetful::build).withMessageContaining("issuer");
    assertRejected(verifier, other, Reason.WRONG_ISSUER);
  }

  // CVE-2026-22817, CVE-2026-22818 (Hono): a key without alg served whatever the header said.
  @Test
  void the_header_chooses_what_a_key_without_alg_is_for() throws Exception {
    String anyAlgorithm = issuer.jwk().replace("\"alg\":\"RS256\",", "");
    TokenVerifier lenient =
        issuer
            .verifierBuilder()
            .keys(KeySource.ofJwks("{\"keys\":[" + anyAlgorithm + "]}"))
            .build();

    assertThat(lenient.verify(issuer.token().sign())).isNotNull();
    for (String alg : List.of("RS384", "RS512", "PS256", "PS384", "PS512")) {
      assertRejected(lenient, issuer.token().header("alg", alg).sign(), Reason.BAD_SIGNATURE);
    }
    for (String alg : List.of("ES256", "ES384", "ES512", "EdDSA")) {
      assertRejected(lenient, issuer.token().header("alg", alg).sign(), Reason.UNKNOWN_KEY);
    }
    assertRejected(lenient, macToken("HS256", publicKey()), Reason.UNSUPPORTED_ALGORITHM);
  }

  // CVE-2023-48223, CVE-2026-34950, GHSA-ww5h-9m49-7xx4 (fast-jwt): the public key served as the
  // secret of an HMAC, later still if a blank stood before it.
  @ParameterizedTest
  @ValueSource(strings = {"HS256", "HS384", "HS512", "hs256", " HS256", "HS256 ", "Hs256"})
  void the_public_key_is_taken_for_a_shared_secret(String alg) throws Exception {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey());
    String pem = "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----\n";

    for (String blank : List.of("", " ", "\n", "\t", "\r\n", "\u000b", "\u00a0", "\ufeff")) {
      assertRejected(verifier, macToken(alg, utf8(blank + pem)), Reason.UNSUPPORTED_ALGORITHM);
    }
    assertRejected(verifier, macToken(alg, publicKey()), Reason.UNSUPPORTED_ALGORITHM);
    assertRejected(verifier, macToken(alg, utf8(issuer.jwk())), Reason.UNSUPPORTED_ALGORITHM);
  }

  // CVE-2026-44351 (fast-jwt), CVE-2026-45363 (ruby-jwt): no key found meant an empty secret.
  @Test
  void a_key_that_is_not_found_is_an_empty_secret() throws Exception {
    String oct = "{\"keys\":[{\"kty\":\"oct\",\"alg\":\"HS256\",\"k\":\"\"}]}";

    assertRejected(verifier, macToken("HS256", new byte[] {0}), Reason.UNSUPPORTED_ALGORITHM);
    assertRejected(verifier, issuer.token().header("kid", "x").sign(), Reason.UNKNOWN_KEY);
    assertRejected(verifier, issuer.token().header("kid", "").sign(), Reason.UNKNOWN_KEY);
    assertThatIllegalArgumentException().isThrownBy(() -> KeySource.ofJwks(oct));
  }

  // CVE-2026-35042 (fast-jwt), CVE-2025-59420 (Authlib): crit was read leniently, or not at all.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"x\"]",
        "[\"exp\"]",
        "[\"alg\"]",
        "[\"absent\"]",
        "[\"x\",\"x\"]",
        "[\"\"]",
        "[1]",
        "[]",
        "\"x\"",
        "{}",
        "0",
        "true",
        "null"
      })
  void an_unknown_critical_header_is_ignored(String crit) {
    String header = "{\"alg\":\"RS256\",\"kid\":\"key-1\",\"x\":1,\"exp\":1,\"crit\":" + crit + "}";

    assertRejected(verifier, issuer.token().sign(header, "{}"), Reason.UNSUPPORTED_CRITICAL_HEADER);
  }

  // CVE-2026-35039 (fast-jwt): a cache of tokens gave one user's claims for another's token.
  @Test
  void a_similar_token_is_answered_with_anothers_claims() throws TokenRejectedException {
    String ada = issuer.token().subject("ada").sign();
    String bob = issuer.token().subject("bob").sign();

    assertThat(verifier.verify(ada).subject()).contains("ada");
    assertThat(verifier.verify(bob).subject()).contains("bob");
    for (int i = 0; i < ada.length(); i++) {
      String changed =
          ada.substring(0, i) + (ada.charAt(i) == 'A' ? 'B' : 'A') + ada.substring(i + 1);
      assertThat(verifier.explain(changed).passed()).isFalse();
    }
  }

  // fast-jwt issue 195 and release 6.3.2: verdicts outlived the times they were given for.
  @ParameterizedTest
  @ValueSource(strings = {"", "iat", "nbf", "iat nbf"})
  void a_verdict_outlives_the_time_it_was_given_for(String absent) throws TokenRejectedException {
    ManualTime time = new ManualTime();
    TokenVerifier clocked = issuer.verifier(time.withZone(ZoneOffset.UTC));
    TestToken token = issuer.token().claim("nbf", TestIssuer.NOW.getEpochSecond() + 60);
    token.claim("iat", TestIssuer.NOW.getEpochSecond() + 60);
    Stream.of(absent.split(" ", -1)).forEach(token::without);
    String compact = token.sign();

    if (!absent.equals("iat nbf")) {
      assertRejected(clocked, compact, Reason.NOT_YET_VALID);
    }
    time.pass(Duration.ofMinutes(1));
    assertThat(clocked.verify(compact)).isNotNull();
    time.pass(Duration.ofMinutes(59));
    assertRejected(clocked, compact, Reason.EXPIRED);
  }

  // CVE-2025-27144 (go-jose), CVE-2025-30204 (golang-jwt), CVE-2025-22868 (x/oauth2): splitting at
  // each dot took time and memory for each of them.
  @Test
  void a_million_dots_are_split_one_by_one() {
    String dots = ".".repeat(1_000_000);

    assertTimeout(
        Duration.ofSeconds(10),
        () -> {
          for (int i = 0; i < 10_000; i++) {
            assertRejected(verifier, dots, Reason.TOO_LARGE, "1000000");
          }
        });
  }

  // CVE-2021-21378 (Envoy): where a token was optional, a bad one passed for none.
  @ParameterizedTest
  @ValueSource(strings = {"Bearer x", "Bearer a.b.c", "bearer \u00e9"})
  void a_bad_token_passes_for_no_token(String authorization) {
    RequestGuard guard = new RequestGuard(verifier);

    RequestGuard.Decision decision =
        guard.check("GET", "/", Map.of("authorization", List.of(authorization)));

    assertThat(((Refused) decision).headers().get("www-authenticate")).contains("invalid_token");
  }

  // CVE-2018-1000125 (prime-jwt): a token without signature passed where no key fitted it.
  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "NONE", "nOnE", ""})
  void an_unsigned_token_passes(String alg) {
    String unsigned = base64("{\"alg\":\"" + alg + "\"}") + "." + goodClaims() + ".";

    assertRejected(verifier, unsigned, Reason.MALFORMED, "not signed");
    assertRejected(verifier, unsigned + "AAAA", Reason.UNSUPPORTED_ALGORITHM);
    assertThatIllegalArgumentException().isThrownBy(() -> KeySource.ofJwks("{\"keys\":[]}"));
  }

  // okta-jwt-verifier 0.5.12: a token without iat or exp brought out a NullPointerException.
  @Test
  void absent_claims_crash_the_verifier() {
    List<String> claims = List.of("iss", "aud", "exp", "iat", "sub", "client_id");
    TokenVerifier demanding =
        issuer.verifierBuilder().maxAge(Duration.ofHours(1)).allowClients("client-1").build();

    for (int absent = 1; absent < 1 << claims.size(); absent++) {
      TestToken token = issuer.token();
      List<String> names = new ArrayList<>();
      for (int i = 0; i < claims.size(); i++) {
        if ((absent >> i & 1) == 1) {
          token.without(claims.get(i));
          names.add(claims.get(i));
        }
      }
      TokenRejectedException rejection =
          assertRejected(demanding, token.sign(), Reason.MISSING_CLAIM);
      assertThat(names).anySatisfy(name -> assertThat(rejection.getMessage()).contains(name));
    }
  }

  private String goodClaims() {
    return issuer.token().sign().split("\\.", -1)[1];
  }

  private byte[] publicKey() throws JoseException {
    return ((RSAPublicKey) PublicJsonWebKey.Factory.newPublicJwk(issuer.jwk()).getPublicKey())
        .getEncoded();
  }

  private String macToken(String alg, byte[] secret) throws GeneralSecurityException {
    String input = base64("{\"alg\":\"" + alg + "\",\"kid\":\"key-1\"}") + "." + goodClaims();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret, "HmacSHA256"));
    return input + "." + Jwk.base64(mac.doFinal(utf8(input)));
  }

  private static String base64(String text) {
    return Jwk.base64(utf8(text));
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
