package dev.gatepost.token;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The usable keys of one issuer at one time. */
final class KeySet {
  private final List<VerificationKey> keys;
  private final Map<String, List<VerificationKey>> byKeyId = new HashMap<>();

  KeySet(List<VerificationKey> keys) {
    this.keys = List.copyOf(keys);
    for (VerificationKey key : keys) {
      if (key.keyId() != null) {
        byKeyId.merge(key.keyId(), List.of(key), KeySet::concat);
      }
    }
  }

  private static List<VerificationKey> concat(
      List<VerificationKey> some, List<VerificationKey> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }

  /**
   * The one key that the token names, or, if it names none, the one key that fits.
   *
   * @throws TokenRejectedException if there is none, or more than one
   */
  VerificationKey find(@Nullable String keyId, Algorithm algorithm) throws TokenRejectedException {
    List<VerificationKey> candidates =
        keyId == null ? keys : byKeyId.getOrDefault(keyId, List.of());
    VerificationKey found = null;
    for (VerificationKey key : candidates) {
      if (key.fits(algorithm)) {
        if (found != null) {
          throw new TokenRejectedException(Reason.UNKNOWN_KEY, "several keys fit " + algorithm);
        }
        found = key;
      }
    }
    if (found == null) {
      throw new TokenRejectedException(
          Reason.UNKNOWN_KEY,
          "no key for "
              + algorithm
              + (keyId == null ? " without kid" : " with kid " + Excerpt.of(keyId)));
    }
    return found;
  }

  /** Whether there is a key of that {@code kid}, for whatever algorithm. */
  boolean knows(String keyId) {
    return byKeyId.containsKey(keyId);
  }
}
