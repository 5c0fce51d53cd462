package dev.gatepost.benchmarks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The signature check alone, as cheap as the JDK's interface lets it be: what nobody can beat. */
final class RawSignature {
  private final Signature signature;
  private final PublicKey key;

  RawSignature(String algorithm, PublicKey key, @Nullable Provider provider)
      throws GeneralSecurityException {
    String name =
        switch (algorithm) {
          case "RS256" -> "SHA256withRSA";
          case "ES256" -> "SHA256withECDSAinP1363Format";
          case "EdDSA" -> "Ed25519";
          default -> throw new IllegalArgumentException(algorithm);
        };
    this.signature =
        provider == null ? Signature.getInstance(name) : Signature.getInstance(name, provider);
    this.key = key;
  }

  Signed parse(String token) {
    int dot = token.lastIndexOf('.');
    return new Signed(
        token.substring(0, dot).getBytes(StandardCharsets.US_ASCII),
        Base64.getUrlDecoder().decode(token.substring(dot + 1)));
  }

  boolean verify(Signed signed) throws GeneralSecurityException {
    signature.initVerify(key);
    signature.update(signed.content());
    return signature.verify(signed.signature());
  }

  /** What was signed, and the signature. */
  @SuppressWarnings("ArrayRecordComponent") // Neither compared nor copied.
  record Signed(byte[] content, byte[] signature) {}
}
