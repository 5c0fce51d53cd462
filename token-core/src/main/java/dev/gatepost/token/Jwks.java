package dev.gatepost.token;

import dev.gatepost.token.StrictJson.InvalidJsonException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JWK set that has been read (RFC 7517 §5): the keys that serve, and a report on all of them.
 * Keys that are not understood are skipped, as the RFC wants.
 *
 * @param keys the keys that serve; never empty
 * @param report what became of each key
 */
record Jwks(KeySet keys, KeyReport report) {
  static final int MAX_CHARS = 256 * 1024;

  /**
   * Reads a set.
   *
   * @throws IllegalArgumentException if it is no JWKS, or holds no key that serves; the message
   *     quotes no key
   */
  static Jwks parse(String json) {
    if (json.length() > MAX_CHARS) {
      throw new IllegalArgumentException("the JWKS has more than " + MAX_CHARS + " characters");
    }
    Object members;
    try {
      members = StrictJson.parse(json).get("keys");
    } catch (InvalidJsonException e) {
      throw new IllegalArgumentException("the JWKS is " + e.getMessage());
    }
    if (!(members instanceof List<?> keys)) {
      throw new IllegalArgumentException("the JWKS has no array \"keys\"");
    }
    return new Reading().read(keys);
  }

  /** One pass over the keys of a set. */
  private static final class Reading {
    private final List<VerificationKey> usable = new ArrayList<>();
    private final List<KeyReport.Entry> entries = new ArrayList<>();
    private final Map<Slot, Integer> entryOfSlot = new HashMap<>();

    /** What a token can tell apart: two different keys in one slot make either doubtful. */
    private record Slot(String keyId, Algorithm.KeyType type, @Nullable Algorithm only) {}

    Jwks read(List<?> keys) {
      for (Object key : keys) {
        read(key);
      }
      KeyReport report = new KeyReport(entries);
      if (usable.isEmpty()) {
        throw new IllegalArgumentException("the JWKS has no usable key: " + report.skipped());
      }
      return new Jwks(new KeySet(usable), report);
    }

    private void read(@Nullable Object jwk) {
      if (!(jwk instanceof Map<?, ?> members)) {
        entries.add(new KeyReport.Entry("(no object)", Optional.of("not a JSON object")));
        return;
      }
      Object kid = members.get("kid");
      String name = kid instanceof String text ? Excerpt.of(text) : "(no kid)";
      try {
        add(JwkReader.read(members), name);
      } catch (JwkReader.UnusableKeyException e) {
        entries.add(new KeyReport.Entry(name, Optional.of(String.valueOf(e.getMessage()))));
      }
    }

    private void add(VerificationKey key, String name) {
      Integer twin = null;
      if (key.keyId() != null) {
        Slot slot = new Slot(key.keyId(), key.type(), key.onlyAlgorithm());
        twin = entryOfSlot.putIfAbsent(slot, entries.size());
      }
      if (twin == null) {
        usable.add(key);
        entries.add(new KeyReport.Entry(name, Optional.empty()));
      } else {
        dropTwins(key, twin, name);
      }
    }

    private void dropTwins(VerificationKey key, int twin, String name) {
      boolean same = usable.stream().anyMatch(key::equals);
      Optional<String> problem =
          Optional.of(same ? "stands twice" : "another key has the same kid: neither is used");
      entries.add(new KeyReport.Entry(name, problem));
      if (!same) {
        entries.set(twin, new KeyReport.Entry(name, problem));
        usable.removeIf(
            other ->
                key.type() == other.type()
                    && key.keyId() != null
                    && key.keyId().equals(other.keyId())
                    && key.onlyAlgorithm() == other.onlyAlgorithm());
      }
    }
  }
}
