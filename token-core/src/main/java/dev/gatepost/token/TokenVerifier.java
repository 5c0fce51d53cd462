package dev.gatepost.token;

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
public sealed interface TokenVerifier permits SingleIssuerVerifier {

  /** A builder with nothing set; it names everything that is missing when it builds. */
  static TokenVerifierBuilder builder() {
    return new TokenVerifierBuilder();
  }

  /**
   * Checks a token. Form, algorithm, type, issuer, audience and times come before any work on the
   * signature; what they read is not believed until the signature holds.
   *
   * @param compact the token as it was sent, in JWS compact serialization (RFC 7515 §7.1)
   * @return the proven claims
   * @throws TokenRejectedException if the token is refused; it says why
   * @throws KeysUnavailableException if the issuer's keys are out of reach
   */
  VerifiedToken verify(String compact) throws TokenRejectedException;
}
