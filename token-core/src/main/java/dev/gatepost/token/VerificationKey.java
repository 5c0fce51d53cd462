package dev.gatepost.token;

import dev.gatepost.token.Algorithm.KeyType;
import java.security.PublicKey;
import org.jspecify.annotations.Nullable;

/**
 * A public key of an issuer, and what it may be used for.
 *
 * @param keyId its {@code kid}, or null if it has none
 * @param onlyAlgorithm its {@code alg}, or null if any algorithm of its type will do
 */
record VerificationKey(
    @Nullable String keyId, KeyType type, @Nullable Algorithm onlyAlgorithm, PublicKey publicKey) {

  /** Whether the key says that it serves the algorithm: a header's word alone is not enough. */
  boolean fits(Algorithm algorithm) {
    return algorithm.keyType() == type && (onlyAlgorithm == null || onlyAlgorithm == algorithm);
  }

  @Override
  public String toString() {
    return "VerificationKey[" + type + "]";
  }
}
