package dev.gatepost.token;

import dev.gatepost.token.Algorithm.KeyType;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A public key of an issuer, and what it may be used for. Safe for many threads. */
final class VerificationKey {
  private static final int ED25519_SIGNATURE_BYTES = 64;

  private final @Nullable String keyId;
  private final KeyType type;
  private final @Nullable Algorithm onlyAlgorithm;
  private final PublicKey publicKey;
  private final int signatureBytes;
  // Two threads that find none make one each, and they are equal.
  private volatile @Nullable Translated translated;

  private record Translated(Provider provider, PublicKey key) {

    @SuppressWarnings("ReferenceEquality") // Providers are compared as maps are, entry by entry.
    boolean isFor(Provider other) {
      return provider == other;
    }
  }

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
    this.signatureBytes = signatureBytes(publicKey);
  }

  private static int signatureBytes(PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return (rsa.getModulus().bitLength() + 7) / 8;
    }
    if (key instanceof ECPublicKey ec) {
      return (ec.getParams().getOrder().bitLength() + 7) / 8 * 2;
    }
    return ED25519_SIGNATURE_BYTES;
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

  /** How long each of its signatures is. */
  int signatureBytes() {
    return signatureBytes;
  }

  /**
   * The key in a provider's own form, if it can be had, which it would else make anew each time.
   *
   * @param provider whose; null for that of {@link #publicKey}
   */
  PublicKey publicKey(@Nullable Provider provider) {
    if (provider == null) {
      return publicKey;
    }
    Translated known = translated;
    if (known == null || !known.isFor(provider)) {
      known = new Translated(provider, translate(provider));
      translated = known;
    }
    return known.key();
  }

  // Not by translateKey: Amazon's destroys what came of that once its signature gets another key.
  private PublicKey translate(Provider provider) {
    try {
      return KeyFactory.getInstance(publicKey.getAlgorithm(), provider)
          .generatePublic(new X509EncodedKeySpec(publicKey.getEncoded()));
    } catch (GeneralSecurityException | RuntimeException e) {
      // It may take the key as it is, as Amazon's does an Ed25519 key; if not, no signature holds.
      return publicKey;
    }
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
