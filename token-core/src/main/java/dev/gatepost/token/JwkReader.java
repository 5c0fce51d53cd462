package dev.gatepost.token;

import dev.gatepost.token.Algorithm.KeyType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JWK into a key that may verify signatures, or says why it may not (RFC 7517 §4, RFC
 * 8725 §3.1): what it is for is judged here, what it is made of by {@link KeyMaterial}.
 */
final class JwkReader {
  // RFC 7518 §6.2.2, §6.3.2 and §6.4.1: none of them is in a public key of any kind.
  private static final List<String> PRIVATE_MEMBERS =
      List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

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
    return new VerificationKey(string(jwk, "kid"), type, only, KeyMaterial.build(jwk, type));
  }

  private static KeyType type(Map<?, ?> jwk) throws UnusableKeyException {
    String kty = string(jwk, "kty");
    if (kty == null) {
      throw new UnusableKeyException("kty is missing");
    }
    return switch (kty) {
      case "RSA" -> KeyType.RSA;
      case "EC", "OKP" -> curve(kty, string(jwk, "crv"));
      case "oct" -> throw new UnusableKeyException("a symmetric key");
      default -> throw new UnusableKeyException("a kty that is not supported");
    };
  }

  private static KeyType curve(String kty, @Nullable String crv) throws UnusableKeyException {
    return switch (kty + " " + crv) {
      case "EC P-256" -> KeyType.EC_P256;
      case "EC P-384" -> KeyType.EC_P384;
      case "EC P-521" -> KeyType.EC_P521;
      case "OKP Ed25519" -> KeyType.ED25519;
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
    if (PRIVATE_MEMBERS.stream().anyMatch(jwk::containsKey)) {
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

  /** A member that must be a string if it is there. */
  static @Nullable String string(Map<?, ?> jwk, String name) throws UnusableKeyException {
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
