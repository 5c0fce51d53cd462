package dev.gatepost.token.testkit;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * More than a hundred tokens that must be refused, each wrong in as little as can be: but for that,
 * they are the good token that they were made from. Many are signed with the issuer's own key, so
 * that nothing but the check in question can refuse them.
 */
public final class HostileTokens {
  private static final List<Function<Forge, Stream<HostileToken>>> KINDS =
      List.of(
          AlgorithmForgeries::of,
          KeyForgeries::of,
          SignatureForgeries::of,
          ClaimForgeries::of,
          JsonForgeries::of,
          HeaderForgeries::of,
          FormForgeries::of);

  private HostileTokens() {}

  /** Made from the issuer's {@linkplain TestIssuer#token() usual token}. */
  public static List<HostileToken> of(TestIssuer issuer) {
    return of(issuer, issuer.token());
  }

  /**
   * Made from a token that the service under test takes, with the scopes that it needs, say.
   *
   * @param good a token of that issuer; it is not changed
   */
  public static List<HostileToken> of(TestIssuer issuer, TestToken good) {
    Forge forge = new Forge(issuer, good.copy());
    return KINDS.stream().flatMap(kind -> kind.apply(forge)).toList();
  }
}
