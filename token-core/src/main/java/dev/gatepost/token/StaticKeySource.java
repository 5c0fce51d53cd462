package dev.gatepost.token;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keys that never change. */
final class StaticKeySource extends KeySource {
  private final Jwks jwks;

  StaticKeySource(Jwks jwks) {
    this.jwks = jwks;
  }

  @Override
  public KeyReport report() {
    return new KeyReport(KeyReport.State.FRESH, jwks.entries(), Optional.empty(), Optional.empty());
  }

  @Override
  public void load() {
    // They are here.
  }

  @Override
  VerificationKey find(@Nullable String keyId, Algorithm algorithm) throws TokenRejectedException {
    return jwks.keys().find(keyId, algorithm);
  }
}
