package dev.gatepost.token;

import dev.gatepost.token.Algorithm.KeyType;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A public key of an issuer, and what it may be used for. Safe for many threads. */
final class VerificationKey {
  private final @Nullable String keyId;
  private final KeyType type;
  private final @Nullable Algorithm onlyAlgorithm;
  private final PublicKey publicKey;
  // Two threads that find none make the same.
  private volatile @Nullable Translation translation;

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

  /** A key in a provider's own form. */
  private record Translation(Provider provider, PublicKey key) {}

  @Nullable String keyId() {
    return keyId;
  }

  @Nullable Algorithm onlyAlgorithm() {
    return onlyAlgorithm;
  }

  PublicKey publicKey() {
    return publicKey;
  }

  /** The same key in the provider's own form, which it need not make anew for each signature. */
  @SuppressWarnings("ReferenceEquality") // Providers are compared as maps are, entry by entry.
  PublicKey publicKey(Provider provider) {
    Translation known = translation;
    if (known == null || known.provider() != provider) {
      known = new Translation(provider, translate(provider));
      translation = known;
    }
    return known.key();
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

  private PublicKey translate(Provider provider) {
    try {
      KeyFactory factory = KeyFactory.getInstance(publicKey.getAlgorithm(), provider);
      return factory.translateKey(publicKey) instanceof PublicKey own ? own : publicKey;
    } catch (GeneralSecurityException | RuntimeException e) {
      // It may take the key as it is; if not, no signature holds.
      return publicKey;
    }
  }

  @Override
  public String toString() {
    return "VerificationKey[" + type + "]";
  }
}
