package dev.gatepost.token.testkit;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A true JWE (RFC 7516 §7.1) that anyone who has the issuer's public key can make. */
final class EncryptedToken {
  private static final int TAG_BYTES = 16;

  private EncryptedToken() {}

  /** The content, encrypted to the issuer's RSA key by RSA-OAEP and A128GCM. */
  static String of(TestKeys keys, String content) {
    String header =
        Forge.base64(
            Forge.utf8(
                "{\"alg\":\"RSA-OAEP\",\"enc\":\"A128GCM\",\"cty\":\"JWT\",\"kid\":\""
                    + keys.rsaKeyId()
                    + "\"}"));
    // A test needs no secret: fixed octets will do.
    SecretKey contentKey = new SecretKeySpec(new byte[16], "AES");
    byte[] nonce = new byte[12];
    try {
      Cipher wrap = Cipher.getInstance("RSA/ECB/OAEPWithSHA-1AndMGF1Padding");
      wrap.init(Cipher.WRAP_MODE, keys.rsa().getPublic());
      Cipher encrypt = Cipher.getInstance("AES/GCM/NoPadding");
      encrypt.init(Cipher.ENCRYPT_MODE, contentKey, new GCMParameterSpec(8 * TAG_BYTES, nonce));
      encrypt.updateAAD(header.getBytes(StandardCharsets.US_ASCII));
      byte[] sealed = encrypt.doFinal(Forge.utf8(content));
      int end = sealed.length - TAG_BYTES;
      return String.join(
          ".",
          header,
          Forge.base64(wrap.wrap(contentKey)),
          Forge.base64(nonce),
          Forge.base64(Arrays.copyOf(sealed, end)),
          Forge.base64(Arrays.copyOfRange(sealed, end, sealed.length)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
