package dev.gatepost.benchmarks;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.jwt.JwkSetConverter;
import com.google.crypto.tink.jwt.JwtPublicKeyVerify;
import com.google.crypto.tink.jwt.JwtSignatureConfig;
import com.google.crypto.tink.jwt.JwtValidator;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.fusionauth.jwt.JWTDecoder;
import io.fusionauth.jwt.Verifier;
import io.fusionauth.jwt.ec.ECVerifier;
import io.fusionauth.jwt.rsa.RSAVerifier;
import io.jsonwebtoken.JwtParser;
import io.jsonwebtoken.Jwts;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Other libraries, each asked to check signature, issuer, audience and times of the same tokens in
 * the way its own documentation shows. None is given a key set over the network.
 */
final class Peers {
  private final String algorithm;
  private final SampleTokens samples;

  Peers(String algorithm, SampleTokens samples) {
    this.algorithm = algorithm;
    this.samples = samples;
  }

  /** All that know the algorithm. */
  List<Peer> all() throws Exception {
    return algorithm.equals("EdDSA")
        ? List.of(jose4j(), jjwt())
        : List.of(jose4j(), jjwt(), nimbus(), spring(), auth0(), fusionAuth(), tink(), vertx());
  }

  /** The one of that name. */
  Peer named(String name) throws Exception {
    return all().stream().filter(peer -> peer.name().equals(name)).findFirst().orElseThrow();
  }

  private Peer jose4j() throws Exception {
    JwtConsumer consumer =
        new JwtConsumerBuilder()
            .setExpectedIssuer(SampleTokens.ISSUER)
            .setExpectedAudience(SampleTokens.AUDIENCE)
            .setRequireExpirationTime()
            .setJwsAlgorithmConstraints(AlgorithmConstraints.ConstraintType.PERMIT, algorithm)
            .setVerificationKeyResolver(
                new JwksVerificationKeyResolver(new JsonWebKeySet(samples.jwks()).getJsonWebKeys()))
            .build();
    return new Peer("jose4j", token -> consumer.processToClaims(token));
  }

  private Peer jjwt() {
    JwtParser parser =
        Jwts.parser()
            .verifyWith(samples.publicKey())
            .requireIssuer(SampleTokens.ISSUER)
            .requireAudience(SampleTokens.AUDIENCE)
            .build();
    return new Peer("jjwt", token -> parser.parseSignedClaims(token));
  }

  private Peer nimbus() throws Exception {
    DefaultJWTProcessor<SecurityContext> processor = processor();
    processor.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            SampleTokens.AUDIENCE,
            new JWTClaimsSet.Builder().issuer(SampleTokens.ISSUER).build(),
            Set.of("exp")));
    return new Peer("nimbus", token -> processor.process(token, null));
  }

  private Peer spring() throws Exception {
    DefaultJWTProcessor<SecurityContext> processor = processor();
    processor.setJWTClaimsSetVerifier((claims, context) -> {});
    NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
    decoder.setJwtValidator(
        new DelegatingOAuth2TokenValidator<>(
            new JwtTimestampValidator(),
            new JwtIssuerValidator(SampleTokens.ISSUER),
            new JwtClaimValidator<List<String>>(
                JwtClaimNames.AUD, audience -> audience.contains(SampleTokens.AUDIENCE))));
    return new Peer("spring", token -> decoder.decode(token));
  }

  private DefaultJWTProcessor<SecurityContext> processor() throws Exception {
    DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
    processor.setJWSKeySelector(
        new JWSVerificationKeySelector<>(
            JWSAlgorithm.parse(algorithm), new ImmutableJWKSet<>(JWKSet.parse(samples.jwks()))));
    return processor;
  }

  private Peer auth0() {
    Algorithm verifying =
        algorithm.equals("RS256")
            ? Algorithm.RSA256((RSAPublicKey) samples.publicKey(), null)
            : Algorithm.ECDSA256((ECPublicKey) samples.publicKey(), null);
    JWTVerifier verifier =
        JWT.require(verifying)
            .withIssuer(SampleTokens.ISSUER)
            .withAudience(SampleTokens.AUDIENCE)
            .build();
    return new Peer("java-jwt", token -> verifier.verify(token));
  }

  // It checks the times; issuer and audience are left to the caller.
  private Peer fusionAuth() {
    Verifier verifier =
        algorithm.equals("RS256")
            ? RSAVerifier.newVerifier(samples.publicKey())
            : ECVerifier.newVerifier(samples.publicKey());
    JWTDecoder decoder = io.fusionauth.jwt.domain.JWT.getDecoder();
    return new Peer(
        "fusionauth",
        token -> {
          io.fusionauth.jwt.domain.JWT jwt = decoder.decode(token, verifier);
          if (!SampleTokens.ISSUER.equals(jwt.issuer)
              || !SampleTokens.AUDIENCE.equals(jwt.audience)) {
            throw new Peer.Refused();
          }
          return jwt;
        });
  }

  private Peer tink() throws Exception {
    JwtSignatureConfig.register();
    JwtPublicKeyVerify verify =
        JwkSetConverter.toPublicKeysetHandle(samples.jwks())
            .getPrimitive(RegistryConfiguration.get(), JwtPublicKeyVerify.class);
    JwtValidator validator =
        JwtValidator.newBuilder()
            .expectIssuer(SampleTokens.ISSUER)
            .expectAudience(SampleTokens.AUDIENCE)
            .build();
    return new Peer("tink", token -> verify.verifyAndDecode(token, validator));
  }

  private Peer vertx() {
    JWTAuth auth =
        JWTAuth.create(
            Vertx.vertx(),
            new JWTAuthOptions()
                .addJwk(new JsonObject(samples.jwks()).getJsonArray("keys").getJsonObject(0))
                .setJWTOptions(
                    new JWTOptions()
                        .setIssuer(SampleTokens.ISSUER)
                        .addAudience(SampleTokens.AUDIENCE)));
    return new Peer(
        "vertx",
        token -> {
          Future<User> user = auth.authenticate(new TokenCredentials(token));
          if (user.failed()) {
            throw new Peer.Refused();
          }
          return user.result().principal();
        });
  }
}
