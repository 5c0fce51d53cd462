package dev.gatepost.token;

import org.jspecify.annotations.Nullable;

/** Keys that never change. */
final class StaticKeySource extends KeySource {
  private final Jwks jwks;

  StaticKeySource(Jwks jwks) {
    this.jwks = jwks;
  }

  @Override
  public KeyReport report() {
    return jwks.report();
  }

  @Override
  VerificationKey find(@Nullable String keyId, Algorithm algorithm) throws TokenRejectedException {
    return jwks.keys().find(keyId, algorithm);
  }
}
