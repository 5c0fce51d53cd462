package dev.gatepost.benchmarks;

import java.util.List;

/**
 * A library that verifies tokens, set up to check signature, issuer, audience and times.
 *
 * @param name what it is called in the report
 * @param verification what it does with a token
 */
record Peer(String name, Verification verification) {

  /** The check of one token. */
  @FunctionalInterface
  interface Verification {
    /** What comes of a good token; throws for one that is refused. */
    Object verify(String token) throws Exception;
  }

  /** A refusal by what was told of the library in another way than by an exception. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused() {
      super("refused", null, false, false);
    }
  }

  /** It, with these good tokens in turn. */
  Contestant verifying(List<String> tokens) {
    Turns<String> turns = new Turns<>(tokens);
    return new Contestant(name, () -> verification.verify(turns.next()));
  }

  /** It, with this token that it refuses, over and over. */
  Contestant refusing(String token) {
    return new Contestant(name, () -> refusal(token));
  }

  /**
   * Whether it refuses this token. It does not if it accepts it, nor if it falls over it: one of
   * them calls a method that today's Jackson no longer has, to say what is wrong.
   */
  boolean refuses(String token) {
    try {
      verification.verify(token);
      return false;
    } catch (NullPointerException | LinkageError e) {
      return false;
    } catch (Exception e) {
      return true;
    }
  }

  private Exception refusal(String token) {
    try {
      verification.verify(token);
    } catch (Exception e) {
      return e;
    }
    throw new IllegalStateException(name + " accepts what is to be refused");
  }
}
