package dev.gatepost.token;

import java.util.Locale;

/** Why a token was refused: the answer for programs, stable across releases. */
public enum Reason {
  /** Not a compact JWS of one JSON object each for header and claims (RFC 7515, RFC 7519). */
  MALFORMED,
  /** Larger than a token may be here. */
  TOO_LARGE,
  /** The {@code typ} header is not that of an access token (RFC 8725 §3.11, RFC 9068 §4). */
  WRONG_TYPE,
  /** The {@code alg} header is not an asymmetric signature that we know (RFC 8725 §3.1). */
  UNSUPPORTED_ALGORITHM,
  /** The {@code crit} header asks for something that we do not understand (RFC 7515 §4.1.11). */
  UNSUPPORTED_CRITICAL_HEADER,
  /** No key of the issuer fits the token's {@code kid} and {@code alg}. */
  UNKNOWN_KEY,
  /** The signature is not that of the key over this header and these claims. */
  BAD_SIGNATURE,
  /** {@code iss} is not the expected issuer. */
  WRONG_ISSUER,
  /** {@code aud} does not name us. */
  WRONG_AUDIENCE,
  /** {@code exp} has passed. */
  EXPIRED,
  /** {@code nbf} or {@code iat} lies in the future. */
  NOT_YET_VALID,
  /** A claim that must be there is not. */
  MISSING_CLAIM,
  /** A claim has the wrong JSON type or a value out of range. */
  INVALID_CLAIM,
  /** The token is good but does not carry every required scope (RFC 6750 §3.1). */
  INSUFFICIENT_SCOPE;

  private final String label = name().toLowerCase(Locale.ROOT);

  /** The name in lower case with underscores, as problem bodies and metrics show it. */
  public String label() {
    return label;
  }
}
