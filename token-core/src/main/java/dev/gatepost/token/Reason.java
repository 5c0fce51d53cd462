package dev.gatepost.token;

import java.util.Locale;

/** Why a token was refused: the answer for programs, stable across releases. */
public enum Reason {
  /** Not a compact JWS of one JSON object each for header and claims (RFC 7515, RFC 7519). */
  MALFORMED(Stage.FORM, "The token is malformed."),
  /** Larger than a token may be here. */
  TOO_LARGE(Stage.FORM, "The token is too large."),
  /** The {@code typ} header is not that of an access token (RFC 8725 §3.11, RFC 9068 §4). */
  WRONG_TYPE(Stage.HEADER, "The token is not an access token."),
  /** The {@code alg} header is not an asymmetric signature that we know (RFC 8725 §3.1). */
  UNSUPPORTED_ALGORITHM(Stage.HEADER, "The token's algorithm is not accepted."),
  /** The {@code crit} header asks for something that we do not understand (RFC 7515 §4.1.11). */
  UNSUPPORTED_CRITICAL_HEADER(
      Stage.HEADER, "The token has a critical header that is not understood."),
  /** No key of the issuer fits the token's {@code kid} and {@code alg}. */
  UNKNOWN_KEY(Stage.KEY, "The token's key is unknown."),
  /** The signature is not that of the key over this header and these claims. */
  BAD_SIGNATURE(Stage.SIGNATURE, "The token's signature is wrong."),
  /** {@code iss} is not the expected issuer. */
  WRONG_ISSUER(Stage.CLAIMS, "The token is from another issuer."),
  /** {@code aud} does not name us. */
  WRONG_AUDIENCE(Stage.CLAIMS, "The token is for another audience."),
  /** {@code exp} has passed, or the token is older than it may be here. */
  EXPIRED(Stage.CLAIMS, "The token has expired."),
  /** {@code nbf} or {@code iat} lies in the future. */
  NOT_YET_VALID(Stage.CLAIMS, "The token is not valid yet."),
  /** A claim that must be there is not. */
  MISSING_CLAIM(Stage.CLAIMS, "The token lacks a required claim."),
  /** A claim has the wrong JSON type, a value out of range, or breaks a rule of the service. */
  INVALID_CLAIM(Stage.CLAIMS, "The token has an invalid claim."),
  /** The token is good but does not carry every required scope (RFC 6750 §3.1). */
  INSUFFICIENT_SCOPE(Stage.SCOPE, "The token lacks a required scope.");

  /** The part of the verification that refuses. */
  public enum Stage {
    /** Is it a token at all? */
    FORM,
    /** Does its header ask for what is accepted? */
    HEADER,
    /** Do its claims say what they must? */
    CLAIMS,
    /** Is there a key for it? */
    KEY,
    /** Does the signature hold? */
    SIGNATURE,
    /** Is a genuine token enough? */
    SCOPE
  }

  private final Stage stage;
  private final String label;
  private final String clientText;

  Reason(Stage stage, String clientText) {
    this.stage = stage;
    this.label = name().toLowerCase(Locale.ROOT);
    this.clientText = clientText;
  }

  /** The part of the verification that refuses for this reason. */
  public Stage stage() {
    return stage;
  }

  /** The name in lower case with underscores, as problem bodies and metrics show it. */
  public String label() {
    return label;
  }

  /** The error code of a challenge: {@code invalid_token} or {@code insufficient_scope}. */
  public String rfc6750Error() {
    return stage == Stage.SCOPE ? "insufficient_scope" : "invalid_token";
  }

  /**
   * A sentence for the sender of the token. It holds nothing of the token, and no character that a
   * quoted string of a header would have to escape.
   */
  public String clientText() {
    return clientText;
  }
}
