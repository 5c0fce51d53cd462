package dev.gatepost.token;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * What verifies signatures of one algorithm, made once and used again, for whichever key: to make
 * one costs more than to read a token. Safe for many threads, each of which has one for itself
 * while it needs it; virtual threads would not find what they left in a {@code ThreadLocal}.
 */
final class SignaturePool {
  private static final int MOST_IDLE = Math.max(16, 2 * Runtime.getRuntime().availableProcessors());

  private final AtomicReferenceArray<@Nullable Verifier> idle =
      new AtomicReferenceArray<>(MOST_IDLE);
  private final Algorithm algorithm;
  private final @Nullable Provider wanted;
  private final @Nullable Provider provider;

  /** A signature object and the key that it was last prepared for. For one thread at a time. */
  static final class Verifier {
    private final Signature signature;
    private @Nullable PublicKey key;

    private Verifier(Signature signature) {
      this.signature = signature;
    }

    // Not for the same key again, for the JDK's EdDSA takes 30 to 50 microseconds for it.
    @SuppressWarnings("ReferenceEquality") // Equal keys may be of different providers.
    private void prepare(PublicKey next) throws InvalidKeyException {
      if (key != next) {
        signature.initVerify(next);
        key = next;
      }
    }

    Signature signature() {
      return signature;
    }
  }

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
  Verifier take(VerificationKey key) throws GeneralSecurityException {
    PublicKey publicKey = key.publicKey(provider);
    Verifier used = takeIdle();
    if (used != null) {
      try {
        used.prepare(publicKey);
        return used;
      } catch (InvalidKeyException e) {
        // Nobody may use it again, for Amazon's would go on with the key before. Another may do:
        // where the JDK chooses, a signature object keeps to the provider of its first key.
      }
    }
    Verifier made = make();
    made.prepare(publicKey);
    return made;
  }

  private @Nullable Verifier takeIdle() {
    int start = slot();
    for (int i = 0; i < MOST_IDLE; i++) {
      int slot = (start + i) % MOST_IDLE;
      // Looked at first, for it is the writing that threads are in each other's way with.
      if (idle.get(slot) != null) {
        Verifier taken = idle.getAndSet(slot, null);
        if (taken != null) {
          return taken;
        }
      }
    }
    return null;
  }

  /** Gives one back that has said whether a signature holds, and has not failed. */
  void giveBack(Verifier verifier) {
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

  private Verifier make() throws GeneralSecurityException {
    Signature signature =
        provider == null
            ? Signature.getInstance(algorithm.jcaName())
            : Signature.getInstance(algorithm.jcaName(), provider);
    if (algorithm.pss() != null) {
      signature.setParameter(algorithm.pss());
    }
    return new Verifier(signature);
  }
}
