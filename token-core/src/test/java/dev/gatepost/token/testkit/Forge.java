package dev.gatepost.token.testkit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.AlgorithmParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What hostile tokens are made with: a good token, the issuer's keys, and a stranger's. */
final class Forge {
  private static final AlgorithmParameterSpec PS256 =
      new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

  private final TestIssuer issuer;
  private final TestToken good;
  private final TestKeys stranger;

  Forge(TestIssuer issuer, TestToken good) {
    this.issuer = issuer;
    this.good = good;
    this.stranger = TestKeys.create(issuer.keys().rsaKeyId());
  }

  /** The good token, to be spoilt. */
  TestToken good() {
    return good.copy();
  }

  TestIssuer issuer() {
    return issuer;
  }

  TestKeys keys() {
    return issuer.keys();
  }

  /** Keys that the issuer does not have, under its names. */
  TestKeys stranger() {
    return stranger;
  }

  long now() {
    return issuer.now().getEpochSecond();
  }

  /** Header and claims as they stand, signed with the issuer's RSA key. */
  String signed(String header, String claims) {
    return signed(utf8(header), utf8(claims));
  }

  String signed(byte[] header, byte[] payload) {
    return signedParts(base64(header), base64(payload));
  }

  /** Parts that are encoded already, signed as they are sent. */
  String signedParts(String header, String payload) {
    return signed(header + "." + payload, "SHA256withRSA", keys().rsaPrivate());
  }

  /** The token's header and claims, signed in some way. */
  static String signed(TestToken token, String jcaName, PrivateKey key) {
    return signed(input(token), jcaName, key);
  }

  private static String signed(String input, String jcaName, PrivateKey key) {
    return input + "." + base64(signature(input, jcaName, key));
  }

  static byte[] signature(String input, String jcaName, PrivateKey key) {
    try {
      Signature signer = Signature.getInstance(jcaName);
      AlgorithmParameterSpec parameters = jcaName.equals("RSASSA-PSS") ? PS256 : null;
      if (parameters != null) {
        signer.setParameter(parameters);
      }
      signer.initSign(key);
      signer.update(utf8(input));
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The token with a MAC in place of a signature. */
  static String authenticated(TestToken token, String jcaName, byte[] secret) {
    try {
      Mac mac = Mac.getInstance(jcaName);
      mac.init(new SecretKeySpec(secret, jcaName));
      String input = input(token);
      return input + "." + base64(mac.doFinal(utf8(input)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a signature of the token is over: its first two parts. */
  static String input(TestToken token) {
    return base64(utf8(token.headerJson())) + "." + base64(utf8(token.claimsJson()));
  }

  /** The object with more members in front of its own. */
  static String withFirst(String object, String members) {
    return "{" + members + "," + object.substring(1);
  }

  /** The object with more members behind its own. */
  static String withLast(String object, String members) {
    return object.substring(0, object.length() - 1) + "," + members + "}";
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** The first audience of the good token, or null if it has none. */
  @Nullable String audience() {
    Object aud = good.claim("aud");
    if (aud instanceof Iterable<?> several) {
      return String.valueOf(several.iterator().next());
    }
    return aud == null ? null : aud.toString();
  }
}
