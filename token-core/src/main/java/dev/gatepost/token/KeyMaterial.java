package dev.gatepost.token;

import dev.gatepost.token.Algorithm.KeyType;
import dev.gatepost.token.JwkReader.UnusableKeyException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * What a public key is made of (RFC 7518 §6, RFC 8037 §2). jose4j builds the key; what it leaves
 * open is closed here.
 */
final class KeyMaterial {
  private static final int MIN_RSA_BITS = 2048;
  private static final int MAX_RSA_BITS = 8192;
  private static final int MAX_EXPONENT_BITS = 64;

  // The y of the eight points of edwards25519 whose order divides 8: 1, -1, 0, and of order 8.
  private static final BigInteger FIELD = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger ORDER_8 =
      new BigInteger(
          "2707385501144840649318225287225658788936804267575313519463743609750303402022");
  private static final Set<BigInteger> SMALL_ORDER =
      Set.of(
          BigInteger.ZERO,
          BigInteger.ONE,
          FIELD.subtract(BigInteger.ONE),
          ORDER_8,
          FIELD.subtract(ORDER_8));

  private KeyMaterial() {}

  /** The key, once each member that makes it up has the right form; no other is looked at. */
  static PublicKey build(Map<?, ?> jwk, KeyType type) throws UnusableKeyException {
    Map<String, Object> members = new HashMap<>();
    members.put("kty", String.valueOf(jwk.get("kty")));
    switch (type) {
      case RSA ->
          requireSane(
              new BigInteger(1, move(jwk, "n", members)),
              new BigInteger(1, move(jwk, "e", members)));
      case EC_P256 -> movePoint(jwk, members, 32);
      case EC_P384 -> movePoint(jwk, members, 48);
      case EC_P521 -> movePoint(jwk, members, 66);
      case ED25519 -> {
        members.put("crv", "Ed25519");
        byte[] point = move(jwk, "x", members);
        requireLength("x", point, 32);
        requireLargeOrder(point);
      }
    }
    PublicKey key = build(members);
    if (key instanceof ECPublicKey point) {
      requireOnCurve(point);
    } else if (type == KeyType.ED25519) {
      requireDecodable(key);
    }
    return key;
  }

  private static PublicKey build(Map<String, Object> members) throws UnusableKeyException {
    try {
      return PublicJsonWebKey.Factory.newPublicJwk(members).getPublicKey();
    } catch (JoseException | RuntimeException e) {
      // The toolkit's own message may quote the key.
      throw new UnusableKeyException("not a valid key of its kty");
    }
  }

  // RFC 7518 §6.2.1.2: a coordinate has the full size of the curve's field.
  private static void movePoint(Map<?, ?> jwk, Map<String, Object> members, int bytes)
      throws UnusableKeyException {
    members.put("crv", String.valueOf(jwk.get("crv")));
    requireLength("x", move(jwk, "x", members), bytes);
    requireLength("y", move(jwk, "y", members), bytes);
  }

  private static byte[] move(Map<?, ?> jwk, String name, Map<String, Object> members)
      throws UnusableKeyException {
    String text = JwkReader.string(jwk, name);
    byte[] bytes = text == null ? null : Base64Url.decode(text);
    if (text == null || bytes == null || bytes.length == 0) {
      throw new UnusableKeyException(name + " is missing or not base64url");
    }
    members.put(name, text);
    return bytes;
  }

  private static void requireLength(String name, byte[] octets, int length)
      throws UnusableKeyException {
    if (octets.length != length) {
      throw new UnusableKeyException(name + " has not " + length + " octets");
    }
  }

  private static void requireSane(BigInteger modulus, BigInteger exponent)
      throws UnusableKeyException {
    int bits = modulus.bitLength();
    if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS || !modulus.testBit(0)) {
      throw new UnusableKeyException(
          "an RSA modulus of "
              + bits
              + " bits: odd, "
              + MIN_RSA_BITS
              + " to "
              + MAX_RSA_BITS
              + " bits are accepted");
    }
    if (exponent.compareTo(BigInteger.valueOf(3)) < 0
        || !exponent.testBit(0)
        || exponent.bitLength() > MAX_EXPONENT_BITS) {
      throw new UnusableKeyException("an RSA exponent that is even, below 3 or above 64 bits");
    }
  }

  // RFC 8032 §5.1.3: half of all octet strings are no point. The JDK finds out when the key is
  // used.
  private static void requireDecodable(PublicKey key) throws UnusableKeyException {
    try {
      Signature.getInstance("Ed25519").initVerify(key);
    } catch (GeneralSecurityException e) {
      throw new UnusableKeyException("a point that is not on its curve");
    }
  }

  // Under them, signatures of almost anything can be made without a private key.
  private static void requireLargeOrder(byte[] point) throws UnusableKeyException {
    byte[] bigEndian = new byte[point.length];
    for (int i = 0; i < point.length; i++) {
      bigEndian[i] = point[point.length - 1 - i];
    }
    // The highest bit is the sign of the other coordinate (RFC 8032 §5.1.2).
    if (SMALL_ORDER.contains(new BigInteger(1, bigEndian).clearBit(255))) {
      throw new UnusableKeyException("a point of small order");
    }
  }

  private static void requireOnCurve(ECPublicKey key) throws UnusableKeyException {
    ECParameterSpec curve = key.getParams();
    BigInteger p = ((ECFieldFp) curve.getCurve().getField()).getP();
    BigInteger x = key.getW().getAffineX();
    BigInteger y = key.getW().getAffineY();
    BigInteger right =
        x.pow(3).add(curve.getCurve().getA().multiply(x)).add(curve.getCurve().getB()).mod(p);
    if (x.compareTo(p) >= 0 || y.compareTo(p) >= 0 || !y.modPow(BigInteger.TWO, p).equals(right)) {
      throw new UnusableKeyException("a point that is not on its curve");
    }
  }
}
