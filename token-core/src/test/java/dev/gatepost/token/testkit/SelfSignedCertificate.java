package dev.gatepost.token.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;

/** A nameless X.509 certificate (RFC 5280 §4.1) for an RSA key, in DER. */
final class SelfSignedCertificate {
  private static final int INTEGER = 0x02;
  private static final int BIT_STRING = 0x03;
  private static final int UTC_TIME = 0x17;
  private static final int SEQUENCE = 0x30;

  // sha256WithRSAEncryption, 1.2.840.113549.1.1.11, with its NULL parameters.
  private static final byte[] SHA256_WITH_RSA = {
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x0b,
    0x05,
    0x00
  };

  private SelfSignedCertificate() {}

  static byte[] of(KeyPair rsa) {
    byte[] name = der(SEQUENCE);
    byte[] validity = der(SEQUENCE, time("250101000000Z"), time("491231235959Z"));
    byte[] serial = der(INTEGER, new byte[] {1});
    byte[] body =
        der(SEQUENCE, serial, SHA256_WITH_RSA, name, validity, name, rsa.getPublic().getEncoded());
    return der(
        SEQUENCE, body, SHA256_WITH_RSA, der(BIT_STRING, new byte[] {0}, signature(rsa, body)));
  }

  private static byte[] signature(KeyPair rsa, byte[] body) {
    try {
      Signature signer = Signature.getInstance("SHA256withRSA");
      signer.initSign(rsa.getPrivate());
      signer.update(body);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] time(String text) {
    return der(UTC_TIME, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] der(int tag, byte[]... contents) {
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    for (byte[] part : contents) {
      content.writeBytes(part);
    }
    ByteArrayOutputStream element = new ByteArrayOutputStream();
    element.write(tag);
    int length = content.size();
    if (length > 0xff) {
      element.write(0x82);
      element.write(length >> 8);
    } else if (length > 0x7f) {
      element.write(0x81);
    }
    element.write(length);
    element.writeBytes(content.toByteArray());
    return element.toByteArray();
  }
}
