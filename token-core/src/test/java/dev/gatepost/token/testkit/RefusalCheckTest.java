package dev.gatepost.token.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.gatepost.token.TokenRejectedException;
import dev.gatepost.token.TokenVerifier;
import java.io.IOException;
import java.security.Key;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.HmacKey;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kit held against endpoints that are strict, broken, or lax in one thing. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefusalCheckTest {
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;

  private final TestIssuer issuer = TestIssuer.create();
  private final TokenVerifier verifier = issuer.verifierBuilder().build();

  @Test
  void passes_an_endpoint_that_grants_good_tokens_and_refuses_hostile_ones() {
    assertThatCode(() -> issuer.assertRefusesHostileTokens(this::strict))
        .doesNotThrowAnyException();
  }

  @Test
  void passes_an_endpoint_that_needs_more_of_a_token() {
    TokenVerifier scoped = issuer.verifierBuilder().requireScopes("write").build();

    assertThatCode(
            () ->
                issuer.assertRefusesHostileTokens(
                    issuer.token().scopes("write"), token -> status(scoped, token)))
        .doesNotThrowAnyException();
  }

  @Test
  void finds_every_single_token_that_is_granted() {
    TestToken good = issuer.token();
    List<HostileToken> all = HostileTokens.of(issuer);

    for (HostileToken granted : all) {
      Set<String> taken = Set.of(good.sign(), granted.compact());
      RefusalCheck check = new RefusalCheck(t -> taken.contains(t) ? OK : UNAUTHORIZED);

      assertThatThrownBy(() -> check.run(good, all))
          .isInstanceOf(AssertionError.class)
          .hasMessageStartingWith("1 of " + all.size())
          .hasMessageContaining("- " + granted.name() + " (status 200)");
    }
  }

  @ParameterizedTest
  @MethodSource("laxEndpoints")
  void finds_what_a_lax_endpoint_grants(String weakness, Endpoint lax, List<String> granted)
      throws JoseException {
    String usual = complaint(jose4j(builder -> {}));
    String complaint = complaint(lax);

    for (String name : granted) {
      assertThat(usual).as("not the weakness's doing").doesNotContain("- " + name + " (");
      assertThat(complaint).as(weakness).contains("- " + name + " (status 200)");
    }
  }

  Stream<Arguments> laxEndpoints() throws JoseException {
    return Stream.of(
        lax(
            "takes unsigned tokens",
            b ->
                b.setDisableRequireSignature()
                    .setSkipVerificationKeyResolutionOnNone()
                    .setJwsAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS),
            "alg none without signature",
            "alg none without kid"),
        lax(
            "takes the public key for a secret",
            b -> b.setVerificationKeyResolver(this::keyForEveryAlgorithm),
            "HS256 keyed with the public key as DER",
            "HS512 keyed with the public key"),
        lax(
            "takes the key in the header",
            b -> b.setVerificationKeyResolver(this::keyInHeader),
            "stranger's key in jwk, under the issuer's kid",
            "stranger's key in jwk, without kid"),
        lax(
            "takes any key for any kid",
            b -> b.setVerificationKeyResolver((jws, nesting) -> rsaKey()),
            "issuer's key under an unknown kid",
            "issuer's key under the kid of its other key"),
        lax(
            "skips the signature",
            JwtConsumerBuilder::setSkipSignatureVerification,
            "claims changed after signing",
            "signature of zeros",
            "stranger's key under a kid of its own",
            "ES256 with r = s = 0"),
        lax(
            "takes any issuer",
            b -> b.setExpectedIssuer(false, (String) null),
            "iss of another issuer",
            "iss missing"),
        lax(
            "takes any audience",
            JwtConsumerBuilder::setSkipDefaultAudienceValidation,
            "aud of another service",
            "aud missing"),
        lax(
            "takes a token at any time",
            b -> b.setAllowedClockSkewInSeconds(24 * 60 * 60),
            "exp an hour ago",
            "nbf in an hour"),
        lax(
            "looks at no claim",
            JwtConsumerBuilder::setSkipAllDefaultValidators,
            "exp missing",
            "exp as text",
            "iss in an array",
            "sub as an object"));
  }

  @Test
  void finds_as_many_with_jose4j_as_the_guide_says() throws JoseException {
    assertThat(complaint(jose4j(builder -> {}))).startsWith("35 of 190 hostile tokens");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 413, 431})
  void takes_a_status_that_refuses_the_token(int status) {
    assertThatCode(() -> issuer.assertRefusesHostileTokens(refusingWith(status)))
        .doesNotThrowAnyException();
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 204, 302, 403, 404, 500, 503})
  void takes_no_other_status_for_a_refusal(int status) {
    assertThat(complaint(refusingWith(status))).contains("(status " + status + ")");
  }

  @Test
  void fails_an_endpoint_that_refuses_everybody() {
    assertThat(complaint(token -> UNAUTHORIZED)).contains("good token with status 401");
  }

  @Test
  void fails_an_endpoint_that_refuses_everybody_after_a_while() {
    AtomicInteger calls = new AtomicInteger();

    assertThat(complaint(token -> calls.getAndIncrement() == 0 ? OK : UNAUTHORIZED))
        .contains("after the hostile tokens");
  }

  @Test
  void fails_an_endpoint_that_fails() {
    assertThat(
            complaint(
                token -> {
                  throw new IOException("no answer");
                }))
        .contains("failed on a good token");
  }

  @Test
  void takes_a_broken_connection_for_a_refusal_only_where_the_header_is_huge() {
    HostileToken small = new HostileToken("small", "x".repeat(7 * 1024), "w");
    HostileToken large = new HostileToken("large", "x".repeat(7 * 1024 + 1), "w");
    RefusalCheck check =
        new RefusalCheck(
            token -> {
              if (token.startsWith("x")) {
                throw new IOException("reset");
              }
              return OK;
            });

    assertThatThrownBy(() -> check.run(issuer.token(), List.of(small, large)))
        .hasMessageContaining("- small (java.io.IOException): w")
        .hasMessageNotContaining("- large")
        .hasMessageNotContaining("xxx");
  }

  private int strict(String token) {
    return status(verifier, token);
  }

  private static int status(TokenVerifier verifier, String token) {
    try {
      verifier.verify(token);
      return OK;
    } catch (TokenRejectedException e) {
      return UNAUTHORIZED;
    }
  }

  private Endpoint refusingWith(int status) {
    String good = issuer.token().sign();
    return token -> token.equals(good) ? OK : status;
  }

  private String complaint(Endpoint endpoint) {
    AssertionError error =
        catchThrowableOfType(
            AssertionError.class, () -> issuer.assertRefusesHostileTokens(endpoint));
    assertThat(error).as("the kit let the endpoint pass").isNotNull();
    return String.valueOf(error.getMessage());
  }

  private Arguments lax(String what, Consumer<JwtConsumerBuilder> weakness, String... granted)
      throws JoseException {
    return Arguments.of(what, jose4j(weakness), List.of(granted));
  }

  /** jose4j as its documentation sets it up, but for the weakness. */
  private Endpoint jose4j(Consumer<JwtConsumerBuilder> weakness) throws JoseException {
    JwtConsumerBuilder builder =
        new JwtConsumerBuilder()
            .setExpectedIssuer(issuer.name())
            .setExpectedAudience(issuer.audience())
            .setRequireExpirationTime()
            .setRequireSubject()
            .setEvaluationTime(NumericDate.fromSeconds(issuer.now().getEpochSecond()))
            .setVerificationKeyResolver(
                new JwksVerificationKeyResolver(new JsonWebKeySet(issuer.jwks()).getJsonWebKeys()));
    weakness.accept(builder);
    JwtConsumer consumer = builder.build();
    return token -> {
      try {
        consumer.processToClaims(token);
        return OK;
      } catch (InvalidJwtException e) {
        return UNAUTHORIZED;
      }
    };
  }

  private Key keyForEveryAlgorithm(JsonWebSignature jws, List<JsonWebStructure> nesting) {
    byte[] der = issuer.keys().rsaPublic().getEncoded();
    return jws.getAlgorithmHeaderValue().startsWith("HS") ? new HmacKey(der) : rsaKey();
  }

  private Key keyInHeader(JsonWebSignature jws, List<JsonWebStructure> nesting)
      throws UnresolvableKeyException {
    try {
      PublicJsonWebKey jwk = jws.getHeaders().getPublicJwkHeaderValue("jwk", null);
      return jwk == null ? rsaKey() : jwk.getPublicKey();
    } catch (JoseException e) {
      throw new UnresolvableKeyException("no key", e);
    }
  }

  private Key rsaKey() {
    return issuer.keys().rsaPublic();
  }
}
