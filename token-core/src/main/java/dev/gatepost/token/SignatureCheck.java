package dev.gatepost.token;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Whether a signature is that of a key over what was signed (RFC 7515 §5.2). */
final class SignatureCheck {
  private static final int ED25519_SIGNATURE_BYTES = 64;

  private final @Nullable Provider provider;

  /**
   * A check by a provider.
   *
   * @param provider whose signatures are used, for the algorithms that it knows; null for whichever
   *     the JDK prefers
   */
  SignatureCheck(@Nullable Provider provider) {
    this.provider = provider;
  }

  /**
   * Proves the signature.
   *
   * @param key a key that {@linkplain VerificationKey#fits fits} the algorithm
   */
  void check(CompactJws jws, Algorithm algorithm, VerificationKey key)
      throws TokenRejectedException {
    byte[] signature = jws.signature();
    if (!wellFormed(signature, key.publicKey())
        || !verifies(jws.signingInput(), signature, algorithm, key)) {
      throw new TokenRejectedException(
          Reason.BAD_SIGNATURE, "the " + algorithm + " signature does not hold");
    }
  }

  private boolean verifies(
      byte[] input, byte[] signature, Algorithm algorithm, VerificationKey key) {
    try {
      Signature verifier = initialized(algorithm, key);
      verifier.update(input);
      return verifier.verify(signature);
    } catch (GeneralSecurityException | RuntimeException e) {
      // A provider says so where others return false, some with an exception that none declares:
      // what it cannot verify is not verified.
      return false;
    }
  }

  private Signature initialized(Algorithm algorithm, VerificationKey key)
      throws GeneralSecurityException {
    String name = algorithm.jcaName();
    boolean own = provider != null && provider.getService("Signature", name) != null;
    Signature verifier =
        own && provider != null
            ? Signature.getInstance(name, provider)
            : Signature.getInstance(name);
    if (algorithm.pss() != null) {
      verifier.setParameter(algorithm.pss());
    }
    verifier.initVerify(own && provider != null ? key.publicKey(provider) : key.publicKey());
    return verifier;
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
