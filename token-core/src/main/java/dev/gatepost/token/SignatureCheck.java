package dev.gatepost.token;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;

/** Whether a signature is that of a key over what was signed (RFC 7515 §5.2). */
final class SignatureCheck {
  private static final int ED25519_SIGNATURE_BYTES = 64;

  private final CryptoChoice choice;

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
    if (!wellFormed(signature, key.publicKey()) || !verifies(jws, algorithm, key)) {
      throw new TokenRejectedException(
          Reason.BAD_SIGNATURE, "the " + algorithm + " signature does not hold");
    }
  }

  private boolean verifies(CompactJws jws, Algorithm algorithm, VerificationKey key) {
    try {
      SignaturePool pool = key.signatures(algorithm, choice.provider());
      Signature verifier = pool.take();
      jws.updateWithSigningInput(verifier);
      boolean holds = verifier.verify(jws.signature());
      pool.giveBack(verifier);
      return holds;
    } catch (GeneralSecurityException | RuntimeException e) {
      // A provider says so where others return false, some with an exception that none declares:
      // what it cannot verify is not verified.
      return false;
    }
  }

  // Checked here whatever the provider does: it was there that CVE-2022-21449 let zeros pass.
  private static boolean wellFormed(byte[] signature, PublicKey key) {
    if (key instanceof RSAPublicKey rsa) {
      return signature.length == (rsa.getModulus().bitLength() + 7) / 8;
    }
    if (key instanceof ECPublicKey ec) {
      BigInteger order = ec.getParams().getOrder();
      int half = (order.bitLength() + 7) / 8;
      return signature.length == 2 * half
          && inRange(Arrays.copyOfRange(signature, 0, half), order)
          && inRange(Arrays.copyOfRange(signature, half, 2 * half), order);
    }
    return signature.length == ED25519_SIGNATURE_BYTES;
  }

  private static boolean inRange(byte[] number, BigInteger order) {
    BigInteger value = new BigInteger(1, number);
    return value.signum() > 0 && value.compareTo(order) < 0;
  }
}
