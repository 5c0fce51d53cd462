package dev.gatepost.token.testkit;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;

/** The key pairs of a test issuer: RSA of 2048 bits for RS256, and EC on P-256 for ES256. */
record TestKeys(String rsaKeyId, KeyPair rsa, KeyPair ec) {
  private static final int COORDINATE_BYTES = 32;

  static TestKeys create(String rsaKeyId) {
    try {
      KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
      rsa.initialize(2048);
      KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
      ec.initialize(new ECGenParameterSpec("secp256r1"));
      return new TestKeys(rsaKeyId, rsa.generateKeyPair(), ec.generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  String ecKeyId() {
    return rsaKeyId + "-ec";
  }

  PrivateKey rsaPrivate() {
    return rsa.getPrivate();
  }

  RSAPublicKey rsaPublic() {
    return (RSAPublicKey) rsa.getPublic();
  }

  String rsaJwk() {
    return "{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\""
        + rsaKeyId
        + "\",\"n\":\""
        + base64(unsigned(rsaPublic().getModulus()))
        + "\",\"e\":\""
        + base64(unsigned(rsaPublic().getPublicExponent()))
        + "\"}";
  }

  String ecJwk() {
    ECPublicKey key = (ECPublicKey) ec.getPublic();
    return "{\"kty\":\"EC\",\"use\":\"sig\",\"alg\":\"ES256\",\"crv\":\"P-256\",\"kid\":\""
        + ecKeyId()
        + "\",\"x\":\""
        + coordinate(key.getW().getAffineX())
        + "\",\"y\":\""
        + coordinate(key.getW().getAffineY())
        + "\"}";
  }

  static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static String coordinate(BigInteger number) {
    byte[] bytes = unsigned(number);
    byte[] padded = new byte[COORDINATE_BYTES];
    System.arraycopy(bytes, 0, padded, COORDINATE_BYTES - bytes.length, bytes.length);
    return base64(padded);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  @Override
  public String toString() {
    return "TestKeys[" + rsaKeyId + "]";
  }
}
