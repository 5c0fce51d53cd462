package dev.gatepost.token;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether an access token is genuine, current and meant for us.
 *
 * <pre>{@code
 * TokenVerifier verifier =
 *     TokenVerifier.builder()
 *         .issuer("https://id.example.com") // required
 *         .audience("api://messages") // required
 *         .keys(KeySource.ofJwks(jwks)) // required
 *         .build();
 * VerifiedToken token = verifier.verify(compact);
 * }</pre>
 *
 * <p>Make one and keep it: it is immutable, safe for many threads, and starts none.
 */
public sealed interface TokenVerifier permits SingleIssuerVerifier, MultiIssuerVerifier {

  /** A builder with nothing set; it names everything that is missing when it builds. */
  static TokenVerifierBuilder builder() {
    return new TokenVerifierBuilder();
  }

  /**
   * A verifier of several issuers' tokens. A token's {@code iss} chooses the verifier; keys, rules
   * and limits never cross issuers, even where two use the same {@code kid}.
   *
   * @throws IllegalArgumentException if there is no verifier, or two for one issuer, or two with
   *     the same key source
   */
  static TokenVerifier anyOf(TokenVerifier... verifiers) {
    return new MultiIssuerVerifier(List.of(verifiers));
  }

  /**
   * Checks a token. Form, algorithm, type, issuer, audience and times come before any work on the
   * signature; what they read is not believed until the signature holds.
   *
   * @param compact the token as it was sent, in JWS compact serialization (RFC 7515 §7.1); null is
   *     refused like any other text that is no token
   * @return the proven claims
   * @throws TokenRejectedException if the token is refused; it says why
   * @throws KeysUnavailableException if the issuer's keys are out of reach
   */
  VerifiedToken verify(@Nullable String compact) throws TokenRejectedException;

  /**
   * Runs every check, also those behind a failed one, and says how each went. For people who look
   * for a fault, not for deciding: it costs more than {@link #verify}, looks for the key of a token
   * that could not pass anyway, and its findings are no proof; so keep it from strangers. Refusals
   * and unreachable keys are findings, so none is thrown.
   *
   * @param compact the token as it was sent
   */
  Explanation explain(@Nullable String compact);
}
