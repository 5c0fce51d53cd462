package dev.gatepost.token;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A key of a JWKS while the set is being read: without a problem, it serves. */
final class KeyCandidate {
  private final String name;
  private final @Nullable VerificationKey key;
  private @Nullable String problem;

  private KeyCandidate(String name, @Nullable VerificationKey key, @Nullable String problem) {
    this.name = name;
    this.key = key;
    this.problem = problem;
  }

  static KeyCandidate read(@Nullable Object jwk) {
    if (!(jwk instanceof Map<?, ?> members)) {
      return new KeyCandidate("(no object)", null, "not a JSON object");
    }
    String name = members.get("kid") instanceof String kid ? Excerpt.of(kid) : "(no kid)";
    try {
      return new KeyCandidate(name, JwkReader.read(members), null);
    } catch (JwkReader.UnusableKeyException e) {
      return new KeyCandidate(name, null, e.getMessage());
    }
  }

  /** Gives a problem to each key that a token can't tell from another. */
  static void refuseRivals(List<KeyCandidate> all) {
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < i; j++) {
        compare(all.get(j), all.get(i));
      }
    }
  }

  private static void compare(KeyCandidate earlier, KeyCandidate later) {
    if (earlier.key == null || later.key == null || !earlier.key.overlaps(later.key)) {
      return;
    }
    boolean same = earlier.key.publicKey().equals(later.key.publicKey());
    if (same && earlier.problem == null && later.problem == null) {
      later.problem = "stands twice";
    }
    if (!same && later.key.keyId() != null) {
      earlier.problem = "another key has the same kid: neither is used";
      later.problem = earlier.problem;
    }
  }

  /** The key, if it serves. */
  Stream<VerificationKey> usable() {
    return problem == null ? Stream.ofNullable(key) : Stream.empty();
  }

  KeyReport.Entry entry() {
    return new KeyReport.Entry(name, Optional.ofNullable(problem));
  }
}
