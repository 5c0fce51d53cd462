package dev.gatepost.token;

import dev.gatepost.token.Algorithm.KeyType;
import java.security.Provider;
import java.security.PublicKey;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A public key of an issuer, and what it may be used for. Safe for many threads. */
final class VerificationKey {
  private final @Nullable String keyId;
  private final KeyType type;
  private final @Nullable Algorithm onlyAlgorithm;
  private final PublicKey publicKey;
  // Two threads that find none make the same.
  private final Map<Algorithm, SignaturePool> pools = new ConcurrentHashMap<>(2);

  /**
   * A key.
   *
   * @param keyId its {@code kid}, or null if it has none
   * @param onlyAlgorithm its {@code alg}, or null if any algorithm of its type will do
   */
  VerificationKey(
      @Nullable String keyId,
      KeyType type,
      @Nullable Algorithm onlyAlgorithm,
      PublicKey publicKey) {
    this.keyId = keyId;
    this.type = type;
    this.onlyAlgorithm = onlyAlgorithm;
    this.publicKey = publicKey;
  }

  @Nullable String keyId() {
    return keyId;
  }

  @Nullable Algorithm onlyAlgorithm() {
    return onlyAlgorithm;
  }

  PublicKey publicKey() {
    return publicKey;
  }

  /**
   * What verifies this key's signatures.
   *
   * @param provider to be used, if it knows the algorithm; null for whichever the JDK prefers
   */
  SignaturePool signatures(Algorithm algorithm, @Nullable Provider provider) {
    SignaturePool pool = pools.get(algorithm);
    if (pool == null || !pool.isFor(provider)) {
      pool = new SignaturePool(algorithm, provider, publicKey);
      pools.put(algorithm, pool);
    }
    return pool;
  }

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
