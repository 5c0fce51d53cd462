package dev.gatepost.token;

import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Signature;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What verifies signatures of one algorithm, made once and used again, for whichever key: to make
 * one costs more than to read a token. Safe for many threads, each of which has one for itself
 * while it needs it; virtual threads would not find what they left in a {@code ThreadLocal}.
 */
final class SignaturePool {
  private static final int MOST_IDLE = 16;

  private final AtomicReferenceArray<@Nullable Signature> idle =
      new AtomicReferenceArray<>(MOST_IDLE);
  private final Algorithm algorithm;
  private final @Nullable Provider wanted;
  private final @Nullable Provider provider;

  /**
   * An empty pool.
   *
   * @param wanted to be used, if it knows the algorithm; null for whichever the JDK prefers
   */
  SignaturePool(Algorithm algorithm, @Nullable Provider wanted) {
    boolean known = wanted != null && wanted.getService("Signature", algorithm.jcaName()) != null;
    this.algorithm = algorithm;
    this.wanted = wanted;
    this.provider = known ? wanted : null;
  }

  /** Whether it was made for this provider. */
  @SuppressWarnings("ReferenceEquality") // Providers are compared as maps are, entry by entry.
  boolean isFor(@Nullable Provider other) {
    return wanted == other;
  }

  /** One that expects what was signed by a key; the caller's until it is given back. */
  Signature take(VerificationKey key) throws GeneralSecurityException {
    Signature verifier = idle();
    if (verifier == null) {
      verifier = make();
    }
    verifier.initVerify(key.publicKey(provider));
    return verifier;
  }

  private @Nullable Signature idle() {
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
    return null;
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
    return verifier;
  }
}
