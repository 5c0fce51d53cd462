package dev.gatepost.token;

import dev.gatepost.token.Algorithm.KeyType;
import java.security.PublicKey;
import java.util.Objects;
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

  /** Whether some token could mean either key, as far as its header can tell. */
  boolean overlaps(VerificationKey other) {
    return Objects.equals(keyId, other.keyId)
        && type == other.type
        && (onlyAlgorithm == null
            || other.onlyAlgorithm == null
            || onlyAlgorithm == other.onlyAlgorithm);
  }

  @Override
  public String toString() {
    return "VerificationKey[" + type + "]";
  }
}
