package dev.gatepost.token;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The headers of tokens that were accepted, to be read once for each text: an issuer has as many as
 * it has keys. Nobody else's are kept, and never more than there are places for. Safe for many
 * threads.
 */
final class KnownHeaders {
  /** Some times as many as a set may have keys, so that few of them share a place. */
  static final int PLACES = 4 * Jwks.MAX_KEYS;

  private final AtomicReferenceArray<@Nullable Known> all = new AtomicReferenceArray<>(PLACES);

  @SuppressWarnings("ArrayRecordComponent") // Neither compared nor handed out.
  private record Known(byte[] text, JoseHeader header) {

    boolean isAt(byte[] token, int length) {
      return Arrays.equals(text, 0, text.length, token, 0, length);
    }

    @Override
    public String toString() {
      return "Known[…]";
    }
  }

  /** The header at the beginning of a token, or null if it is not known. */
  @Nullable JoseHeader find(byte[] token, int length) {
    int place = place(token, length);
    Known known = all.get(place);
    if (known == null || !known.isAt(token, length)) {
      known = all.get(place + 1);
    }
    return known != null && known.isAt(token, length) ? known.header() : null;
  }

  /** Keeps the header of a token that was accepted; of three for two places, the newer ones. */
  void add(CompactJws accepted) {
    if (accepted.hasKnownHeader()) {
      return;
    }
    byte[] text = accepted.headerText();
    int place = place(text, text.length);
    all.set(place + 1, all.get(place));
    all.set(place, new Known(text, accepted.header()));
  }

  // The first of two. Four characters at a time, for this is done for every token.
  private static int place(byte[] token, int length) {
    int hash = length;
    int i = 0;
    for (; i + 4 <= length; i += 4) {
      int four = token[i] << 24 ^ token[i + 1] << 16 ^ token[i + 2] << 8 ^ token[i + 3];
      hash = hash * 0x9E3779B1 + four;
    }
    for (; i < length; i++) {
      hash = hash * 0x9E3779B1 + token[i];
    }
    return 2 * Integer.remainderUnsigned(hash ^ hash >>> 15, PLACES / 2);
  }
}
