package dev.gatepost.token;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A JWK in the making, for tests. Each method returns another. */
record Jwk(Map<String, String> members) {
  private static final BigInteger F4 = BigInteger.valueOf(65_537);

  /** An RSA key of so many bits. Nobody has the private one: the modulus is not made of primes. */
  static Jwk rsa(int bits) {
    return rsa(BigInteger.ONE.shiftLeft(bits - 1).setBit(0), F4);
  }

  static Jwk rsa(BigInteger modulus, BigInteger exponent) {
    return new Jwk(Map.of())
        .with("kty", "RSA")
        .with("n", base64(unsigned(modulus)))
        .with("e", base64(unsigned(exponent)));
  }

  /** A real key on a curve. */
  static Jwk ec(String jwaName, String jcaName, int bytes) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec(jcaName));
      ECPublicKey key = (ECPublicKey) generator.generateKeyPair().getPublic();
      return new Jwk(Map.of())
          .with("kty", "EC")
          .with("crv", jwaName)
          .with("x", base64(padded(key.getW().getAffineX(), bytes)))
          .with("y", base64(padded(key.getW().getAffineY(), bytes)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static Jwk p256() {
    return ec("P-256", "secp256r1", 32);
  }

  static Jwk ed25519() {
    try {
      EdECPublicKey key =
          (EdECPublicKey) KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic();
      byte[] bigEndian = padded(key.getPoint().getY(), 32);
      byte[] littleEndian = new byte[32];
      for (int i = 0; i < 32; i++) {
        littleEndian[i] = bigEndian[31 - i];
      }
      littleEndian[31] |= (byte) (key.getPoint().isXOdd() ? 0x80 : 0);
      return new Jwk(Map.of())
          .with("kty", "OKP")
          .with("crv", "Ed25519")
          .with("x", base64(littleEndian));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** With a member that is a string. */
  Jwk with(String name, String value) {
    return withJson(name, "\"" + value + "\"");
  }

  /** With a member of that very JSON. */
  Jwk withJson(String name, String json) {
    Map<String, String> more = new LinkedHashMap<>(members);
    more.put(name, json);
    return new Jwk(more);
  }

  Jwk without(String name) {
    Map<String, String> less = new LinkedHashMap<>(members);
    less.remove(name);
    return new Jwk(less);
  }

  /** The value of a member that is a string. */
  String text(String name) {
    String json = String.valueOf(members.get(name));
    return json.substring(1, json.length() - 1);
  }

  /** A set of keys. */
  static String set(Jwk... keys) {
    return Stream.of(keys).map(Jwk::toString).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 && bytes.length > 1 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  /** The number in so many bytes. */
  static byte[] padded(BigInteger number, int length) {
    byte[] bytes = unsigned(number);
    byte[] padded = new byte[length];
    System.arraycopy(bytes, 0, padded, length - bytes.length, bytes.length);
    return padded;
  }

  /** The JSON text. */
  @Override
  public String toString() {
    return members.entrySet().stream()
        .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
        .collect(Collectors.joining(",", "{", "}"));
  }
}
