package dev.gatepost.token;

import org.jspecify.annotations.Nullable;

/** A token whose form is right and whose algorithm is one of ours. Nothing it says is proven. */
record UnprovenToken(CompactJws jws, Algorithm algorithm, Claims claims) {

  static UnprovenToken parse(@Nullable String compact, int maxChars, KnownHeaders known)
      throws TokenRejectedException {
    CompactJws jws = CompactJws.parse(compact, maxChars, known);
    return new UnprovenToken(jws, jws.header().algorithm(), Claims.parse(jws.payload()));
  }

  /** Shows nothing: all of it is the token. */
  @Override
  public String toString() {
    return "UnprovenToken[…]";
  }
}
