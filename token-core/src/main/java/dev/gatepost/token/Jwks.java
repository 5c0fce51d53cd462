package dev.gatepost.token;

import dev.gatepost.token.StrictJson.InvalidJsonException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A JWK set that has been read (RFC 7517 §5): the keys that serve, and what became of each. Keys
 * that are not understood are skipped, as the RFC wants.
 *
 * @param keys the keys that serve; never empty
 * @param entries what became of each key, in the order of the set
 */
record Jwks(KeySet keys, List<KeyReport.Entry> entries) {
  /** The largest set that is read, in bytes and in characters. */
  static final int MAX_SIZE = 1024 * 1024;

  /** Far beyond any issuer's set; it bounds the work, the memory and the report. */
  static final int MAX_KEYS = 1_000;

  private static final int MAX_DESCRIBED = 10;

  /**
   * Reads a set.
   *
   * @throws IllegalArgumentException if it is no JWKS, or holds no key that serves; the message
   *     quotes no key
   */
  static Jwks parse(String json) {
    requireSize(json.length());
    try {
      return of(StrictJson.parse(json));
    } catch (InvalidJsonException e) {
      throw new IllegalArgumentException("the JWKS is " + e.getMessage());
    }
  }

  /** As {@link #parse(String)}, from UTF-8. */
  static Jwks parse(byte[] utf8) {
    requireSize(utf8.length);
    try {
      return of(StrictJson.parse(utf8));
    } catch (InvalidJsonException e) {
      throw new IllegalArgumentException("the JWKS is " + e.getMessage());
    }
  }

  private static void requireSize(int size) {
    if (size > MAX_SIZE) {
      throw new IllegalArgumentException("the JWKS is larger than " + MAX_SIZE / 1024 + " Ki");
    }
  }

  private static Jwks of(Map<String, @Nullable Object> members) {
    if (!(members.get("keys") instanceof List<?> keys)) {
      throw new IllegalArgumentException("the JWKS has no array \"keys\"");
    }
    if (keys.size() > MAX_KEYS) {
      throw new IllegalArgumentException("the JWKS has more than " + MAX_KEYS + " keys");
    }
    return read(keys);
  }

  private static Jwks read(List<?> keys) {
    List<KeyCandidate> candidates = new ArrayList<>();
    for (Object key : keys) {
      candidates.add(KeyCandidate.read(key));
    }
    KeyCandidate.refuseRivals(candidates);
    List<VerificationKey> usable = candidates.stream().flatMap(KeyCandidate::usable).toList();
    List<KeyReport.Entry> entries = candidates.stream().map(KeyCandidate::entry).toList();
    if (usable.isEmpty()) {
      throw new IllegalArgumentException("the JWKS has no usable key" + describe(entries));
    }
    return new Jwks(new KeySet(usable), entries);
  }

  private static String describe(List<KeyReport.Entry> entries) {
    return entries.stream()
        .limit(MAX_DESCRIBED)
        .map(entry -> entry.keyId() + " (" + entry.problem().orElse("usable") + ")")
        .collect(Collectors.joining(", ", entries.isEmpty() ? "" : ": ", ""));
  }
}
