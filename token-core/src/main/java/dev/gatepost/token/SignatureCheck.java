package dev.gatepost.token;

import dev.gatepost.token.SignaturePool.Verifier;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether a signature is that of a key over what was signed (RFC 7515 §5.2). Safe for many threads.
 */
final class SignatureCheck {
  private final CryptoChoice choice;
  // Two threads that find none make one each, of which one stays.
  private final Map<Algorithm, SignaturePool> pools = new ConcurrentHashMap<>();

  /**
   * A check by a provider.
   *
   * @param choice whose signatures are used, for the algorithms that it knows
   */
  SignatureCheck(CryptoChoice choice) {
    this.choice = choice;
  }

  /**
   * Proves the signature.
   *
   * @param key a key that {@linkplain VerificationKey#fits fits} the algorithm
   */
  void check(CompactJws jws, Algorithm algorithm, VerificationKey key)
      throws TokenRejectedException {
    byte[] signature = jws.signature();
    if (!wellFormed(signature, key) || !verifies(jws, algorithm, key)) {
      throw new TokenRejectedException(
          Reason.BAD_SIGNATURE, "the " + algorithm + " signature does not hold");
    }
  }

  private boolean verifies(CompactJws jws, Algorithm algorithm, VerificationKey key) {
    try {
      SignaturePool pool = pool(algorithm);
      Verifier verifier = pool.take(key);
      jws.updateWithSigningInput(verifier.signature());
      boolean holds = verifier.signature().verify(jws.signature());
      pool.giveBack(verifier);
      return holds;
    } catch (GeneralSecurityException | RuntimeException e) {
      // A provider says so where others return false, some with an exception that none declares:
      // what it cannot verify is not verified.
      return false;
    }
  }

  private SignaturePool pool(Algorithm algorithm) {
    Provider provider = choice.provider();
    SignaturePool pool = pools.get(algorithm);
    if (pool == null || !pool.isFor(provider)) {
      pool = new SignaturePool(algorithm, provider);
      pools.put(algorithm, pool);
    }
    return pool;
  }

  // Checked here whatever the provider does: it was there that CVE-2022-21449 let zeros pass.
  private static boolean wellFormed(byte[] signature, VerificationKey key) {
    if (signature.length != key.signatureBytes()) {
      return false;
    }
    if (key.publicKey() instanceof ECPublicKey ec) {
      BigInteger order = ec.getParams().getOrder();
      int half = signature.length / 2;
      return inRange(Arrays.copyOfRange(signature, 0, half), order)
          && inRange(Arrays.copyOfRange(signature, half, 2 * half), order);
    }
    return true;
  }

  private static boolean inRange(byte[] number, BigInteger order) {
    BigInteger value = new BigInteger(1, number);
    return value.signum() > 0 && value.compareTo(order) < 0;
  }
}
