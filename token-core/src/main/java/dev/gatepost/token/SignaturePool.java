package dev.gatepost.token;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What verifies signatures of one algorithm by one key, made once and used again: to make one costs
 * more than to read a token. Safe for many threads, each of which has one for itself while it needs
 * it; virtual threads would not find what they left in a {@code ThreadLocal}.
 */
final class SignaturePool {
  private static final int MOST_IDLE = 16;

  private final AtomicReferenceArray<@Nullable Signature> idle =
      new AtomicReferenceArray<>(MOST_IDLE);
  private final Algorithm algorithm;
  private final @Nullable Provider wanted;
  private final @Nullable Provider provider;
  private final PublicKey key;

  /**
   * An empty pool.
   *
   * @param wanted to be used, if it knows the algorithm; null for whichever the JDK prefers
   */
  SignaturePool(Algorithm algorithm, @Nullable Provider wanted, PublicKey key) {
    boolean known = wanted != null && wanted.getService("Signature", algorithm.jcaName()) != null;
    this.algorithm = algorithm;
    this.wanted = wanted;
    this.provider = known ? wanted : null;
    this.key = known && wanted != null ? translate(key, wanted) : key;
  }

  /** Whether it was made for this provider. */
  @SuppressWarnings("ReferenceEquality") // Providers are compared as maps are, entry by entry.
  boolean isFor(@Nullable Provider other) {
    return wanted == other;
  }

  /** One that expects what was signed; the caller's until it is given back. */
  Signature take() throws GeneralSecurityException {
    int start = slot();
    for (int i = 0; i < MOST_IDLE; i++) {
      int slot = (start + i) % MOST_IDLE;
      // Looked at first, for it is the writing that threads are in each other's way with.
      if (idle.get(slot) != null) {
        Signature taken = idle.getAndSet(slot, null);
        if (taken != null) {
          return taken;
        }
      }
    }
    return make();
  }

  /** Gives one back that has said whether a signature holds, and has not failed. */
  void giveBack(Signature verifier) {
    int start = slot();
    for (int i = 0; i < MOST_IDLE; i++) {
      if (idle.compareAndSet((start + i) % MOST_IDLE, null, verifier)) {
        return;
      }
    }
  }

  private static int slot() {
    return (int) (Thread.currentThread().getId() % MOST_IDLE);
  }

  private Signature make() throws GeneralSecurityException {
    Signature verifier =
        provider == null
            ? Signature.getInstance(algorithm.jcaName())
            : Signature.getInstance(algorithm.jcaName(), provider);
    if (algorithm.pss() != null) {
      verifier.setParameter(algorithm.pss());
    }
    verifier.initVerify(key);
    return verifier;
  }

  // In the provider's own form, which it would else make anew for each verifier.
  private static PublicKey translate(PublicKey key, Provider provider) {
    try {
      KeyFactory factory = KeyFactory.getInstance(key.getAlgorithm(), provider);
      return factory.translateKey(key) instanceof PublicKey own ? own : key;
    } catch (GeneralSecurityException | RuntimeException e) {
      // It may take the key as it is; if not, no signature holds.
      return key;
    }
  }
}
