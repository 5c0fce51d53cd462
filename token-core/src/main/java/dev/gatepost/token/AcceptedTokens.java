package dev.gatepost.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

/**
 * Tokens that were accepted, by their exact text, with the key whose signature they carry. What is
 * remembered of each is that, and nothing about whether it is still good. Safe for many threads; of
 * too many, those that come seldom are forgotten.
 */
final class AcceptedTokens {
  private final Cache<Text, Accepted> tokens;

  /** Room for so many. */
  AcceptedTokens(int most) {
    // On the caller's thread: the library starts none, and keeps none of the JDK's busy.
    tokens = Caffeine.newBuilder().maximumSize(most).executor(Runnable::run).build();
  }

  /**
   * A token's text, equal to the same text alone. Its hash is that of its end: the signature, whose
   * characters are as good as chosen by lot, while to hash all of them would cost more than the
   * rest of a hit.
   */
  private record Text(String compact) {
    private static final int END = 32;

    @Override
    public int hashCode() {
      int hash = 0;
      for (int i = Math.max(0, compact.length() - END); i < compact.length(); i++) {
        hash = 31 * hash + compact.charAt(i);
      }
      return hash;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Text text && compact.equals(text.compact);
    }

    /** Shows nothing: all of it is the token. */
    @Override
    public String toString() {
      return "Text[…]";
    }
  }

  /** What an accepted token says, and by whose signature that is proven. */
  record Accepted(JoseHeader header, Algorithm algorithm, Claims claims, VerificationKey key) {

    /** Shows nothing: all of it is the token. */
    @Override
    public String toString() {
      return "Accepted[…]";
    }
  }

  @Nullable Accepted find(String compact) {
    return tokens.getIfPresent(new Text(compact));
  }

  /** Remembers a token of which every check was passed. */
  void add(UnprovenToken token, VerificationKey key) {
    tokens.put(
        new Text(token.jws().compact()),
        new Accepted(token.jws().header(), token.algorithm(), token.claims(), key));
  }

  /** How many are remembered now. */
  long count() {
    tokens.cleanUp();
    return tokens.estimatedSize();
  }
}
