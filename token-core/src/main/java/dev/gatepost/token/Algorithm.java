package dev.gatepost.token;

import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/** The signature algorithms that are accepted (RFC 7518 §3.1, RFC 8037, RFC 9864): no others. */
enum Algorithm {
  RS256(KeyType.RSA, "SHA256withRSA"),
  RS384(KeyType.RSA, "SHA384withRSA"),
  RS512(KeyType.RSA, "SHA512withRSA"),
  PS256(pss("SHA-256", MGF1ParameterSpec.SHA256, 32)),
  PS384(pss("SHA-384", MGF1ParameterSpec.SHA384, 48)),
  PS512(pss("SHA-512", MGF1ParameterSpec.SHA512, 64)),
  ES256(KeyType.EC_P256, "SHA256withECDSAinP1363Format"),
  ES384(KeyType.EC_P384, "SHA384withECDSAinP1363Format"),
  ES512(KeyType.EC_P521, "SHA512withECDSAinP1363Format"),
  /** Also under its newer name {@code Ed25519}. Ed448 is not meant. */
  EDDSA(KeyType.ED25519, "Ed25519");

  /** What a key must be to serve an algorithm. */
  enum KeyType {
    RSA,
    EC_P256,
    EC_P384,
    EC_P521,
    ED25519
  }

  private final KeyType keyType;
  private final String jcaName;

  // It is immutable, though Error Prone cannot know.
  @SuppressWarnings("Immutable")
  private final @Nullable PSSParameterSpec pss;

  Algorithm(KeyType keyType, String jcaName) {
    this.keyType = keyType;
    this.jcaName = jcaName;
    this.pss = null;
  }

  Algorithm(PSSParameterSpec pss) {
    this.keyType = KeyType.RSA;
    this.jcaName = "RSASSA-PSS";
    this.pss = pss;
  }

  // RFC 7518 §3.5: the salt is as long as the hash, MGF1 uses the same hash.
  private static PSSParameterSpec pss(String hash, MGF1ParameterSpec mgf1, int saltBytes) {
    return new PSSParameterSpec(hash, "MGF1", mgf1, saltBytes, PSSParameterSpec.TRAILER_FIELD_BC);
  }

  /** The algorithm of that exact name, or null if it is none of ours. */
  static @Nullable Algorithm named(String name) {
    return switch (name) {
      case "RS256" -> RS256;
      case "RS384" -> RS384;
      case "RS512" -> RS512;
      case "PS256" -> PS256;
      case "PS384" -> PS384;
      case "PS512" -> PS512;
      case "ES256" -> ES256;
      case "ES384" -> ES384;
      case "ES512" -> ES512;
      case "EdDSA", "Ed25519" -> EDDSA;
      default -> null;
    };
  }

  KeyType keyType() {
    return keyType;
  }

  /** The name by which {@link java.security.Signature} knows it. */
  String jcaName() {
    return jcaName;
  }

  /** The parameters that {@link java.security.Signature} needs, or null if none. */
  @Nullable PSSParameterSpec pss() {
    return pss;
  }
}
