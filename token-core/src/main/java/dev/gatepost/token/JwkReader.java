package dev.gatepost.token;

import dev.gatepost.token.Algorithm.KeyType;
import java.math.BigInteger;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECParameterSpec;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JWK into a key that may verify signatures, or says why it may not (RFC 7517 §4, RFC
 * 7518 §6, RFC 8037 §2). jose4j builds the key; what it leaves open is closed here.
 */
final class JwkReader {
  static final int MIN_RSA_BITS = 2048;
  static final int MAX_RSA_BITS = 8192;

  private JwkReader() {}

  /** The key is not one of ours to use. The message quotes nothing of it. */
  static final class UnusableKeyException extends Exception {
    private static final long serialVersionUID = 1L;

    UnusableKeyException(String message) {
      super(message, null, false, false);
    }
  }

  static VerificationKey read(Map<?, ?> jwk) throws UnusableKeyException {
    KeyType type = type(jwk);
    requireMeantForVerifying(jwk);
    Algorithm only = onlyAlgorithm(jwk, type);
    PublicKey key = build(jwk, type);
    if (key instanceof RSAPublicKey rsa) {
      requireSane(rsa);
    }
    if (key instanceof ECPublicKey ec) {
      requireOnCurve(ec);
    }
    return new VerificationKey(string(jwk, "kid"), type, only, key);
  }

  private static KeyType type(Map<?, ?> jwk) throws UnusableKeyException {
    String kty = string(jwk, "kty");
    if (kty == null) {
      throw new UnusableKeyException("kty is missing");
    }
    return switch (kty) {
      case "RSA" -> KeyType.RSA;
      case "EC", "OKP" -> curve(string(jwk, "crv"));
      case "oct" -> throw new UnusableKeyException("a symmetric key");
      default -> throw new UnusableKeyException("a kty that is not supported");
    };
  }

  private static KeyType curve(@Nullable String crv) throws UnusableKeyException {
    return switch (crv == null ? "" : crv) {
      case "P-256" -> KeyType.EC_P256;
      case "P-384" -> KeyType.EC_P384;
      case "P-521" -> KeyType.EC_P521;
      case "Ed25519" -> KeyType.ED25519;
      default -> throw new UnusableKeyException("a crv that is not supported");
    };
  }

  private static void requireMeantForVerifying(Map<?, ?> jwk) throws UnusableKeyException {
    String use = string(jwk, "use");
    if (use != null && !use.equals("sig")) {
      throw new UnusableKeyException("use is not sig");
    }
    if (jwk.containsKey("key_ops")
        && !(jwk.get("key_ops") instanceof List<?> operations && operations.contains("verify"))) {
      throw new UnusableKeyException("key_ops is without verify");
    }
    if (jwk.containsKey("d")) {
      throw new UnusableKeyException("a private key: it does not belong in a public set");
    }
  }

  private static @Nullable Algorithm onlyAlgorithm(Map<?, ?> jwk, KeyType type)
      throws UnusableKeyException {
    String alg = string(jwk, "alg");
    if (alg == null) {
      return null;
    }
    Algorithm algorithm = Algorithm.named(alg);
    if (algorithm == null || algorithm.keyType() != type) {
      throw new UnusableKeyException("alg is not supported for such a key");
    }
    return algorithm;
  }

  // Only the members that make up the key are handed over, each checked for form first.
  private static PublicKey build(Map<?, ?> jwk, KeyType type) throws UnusableKeyException {
    Map<String, Object> members = new HashMap<>();
    members.put("kty", String.valueOf(jwk.get("kty")));
    switch (type) {
      case RSA -> {
        members.put("n", octets(jwk, "n", 0));
        members.put("e", octets(jwk, "e", 0));
      }
      case EC_P256 -> putPoint(jwk, members, 32);
      case EC_P384 -> putPoint(jwk, members, 48);
      case EC_P521 -> putPoint(jwk, members, 66);
      case ED25519 -> {
        members.put("crv", "Ed25519");
        members.put("x", octets(jwk, "x", 32));
      }
    }
    try {
      return PublicJsonWebKey.Factory.newPublicJwk(members).getPublicKey();
    } catch (JoseException | RuntimeException e) {
      // The toolkit's own message may quote the key.
      throw new UnusableKeyException("not a valid key of its kty");
    }
  }

  private static void putPoint(Map<?, ?> jwk, Map<String, Object> members, int bytes)
      throws UnusableKeyException {
    members.put("crv", String.valueOf(jwk.get("crv")));
    members.put("x", octets(jwk, "x", bytes));
    members.put("y", octets(jwk, "y", bytes));
  }

  // RFC 7518 §6.2.1.2: a coordinate has the full size of the curve's field.
  private static String octets(Map<?, ?> jwk, String name, int length) throws UnusableKeyException {
    String text = string(jwk, name);
    byte[] bytes = text == null ? null : Base64Url.decode(text);
    if (text == null || bytes == null || bytes.length == 0) {
      throw new UnusableKeyException(name + " is missing or not base64url");
    }
    if (length != 0 && bytes.length != length) {
      throw new UnusableKeyException(name + " has not " + length + " octets");
    }
    return text;
  }

  private static void requireSane(RSAPublicKey key) throws UnusableKeyException {
    int bits = key.getModulus().bitLength();
    if (bits < MIN_RSA_BITS || bits > MAX_RSA_BITS || !key.getModulus().testBit(0)) {
      throw new UnusableKeyException(
          "an RSA modulus of "
              + bits
              + " bits: odd, "
              + MIN_RSA_BITS
              + " to "
              + MAX_RSA_BITS
              + " bits are accepted");
    }
    BigInteger e = key.getPublicExponent();
    if (e.compareTo(BigInteger.valueOf(3)) < 0 || !e.testBit(0) || e.bitLength() > 64) {
      throw new UnusableKeyException("an RSA exponent that is even, below 3 or above 64 bits");
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

  private static @Nullable String string(Map<?, ?> jwk, String name) throws UnusableKeyException {
    Object value = jwk.get(name);
    if (value instanceof String text) {
      return text;
    }
    if (jwk.containsKey(name)) {
      throw new UnusableKeyException(name + " is not a string");
    }
    return null;
  }
}
