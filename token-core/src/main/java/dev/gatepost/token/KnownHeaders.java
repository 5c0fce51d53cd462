package dev.gatepost.token;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The headers of tokens that were accepted, to be read once for each text: an issuer has as many as
 * it has keys. Nobody else's are kept, and never more than a few. Safe for many threads.
 */
final class KnownHeaders {
  private static final int MOST = 16;

  // Never changed, only replaced. Two threads that add one at the same time may lose one.
  private volatile Known[] all = {};

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
    for (Known known : all) {
      if (known.isAt(token, length)) {
        return known.header();
      }
    }
    return null;
  }

  /** Keeps the header of a token that was accepted; of many, the newest. */
  void add(CompactJws accepted) {
    if (isKept(accepted.header())) {
      return;
    }
    byte[] text = accepted.headerText();
    if (find(text, text.length) != null) {
      return;
    }
    Known[] before = all;
    int kept = Math.min(before.length, MOST - 1);
    Known[] now = new Known[kept + 1];
    now[0] = new Known(text, accepted.header());
    System.arraycopy(before, 0, now, 1, kept);
    all = now;
  }

  // The very object that find gave out, as for nearly every token: then no text is copied for it.
  @SuppressWarnings("ReferenceEquality")
  private boolean isKept(JoseHeader header) {
    for (Known known : all) {
      if (known.header() == header) {
        return true;
      }
    }
    return false;
  }
}
