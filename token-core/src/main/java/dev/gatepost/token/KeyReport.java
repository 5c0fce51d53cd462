package dev.gatepost.token;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How the keys of an issuer stand, for the operator. Nothing in it is secret.
 *
 * @param state whether the keys may be used
 * @param entries what became of each key of the set in use, in its order; empty before the first
 *     fetch
 * @param fetchedAt when the set in use was fetched, read, or confirmed by the issuer; empty for
 *     keys that never change, and before the first fetch
 * @param problem why the newest attempt to fetch or read the keys failed; empty if it did not
 */
public record KeyReport(
    State state, List<Entry> entries, Optional<Instant> fetchedAt, Optional<String> problem) {
  public KeyReport {
    entries = List.copyOf(entries);
  }

  /** Whether the keys may be used. */
  public enum State {
    /** Nobody has asked for the keys yet, or none could be fetched so far. */
    NOT_LOADED,
    /** The keys are current. */
    FRESH,
    /**
     * The keys are no longer fresh. They are used while they can't be fetched or read anew, as the
     * problem then says; without one, nobody has asked for them lately.
     */
    STALE,
    /** The keys could not be fetched for so long that they are no longer used. */
    EXPIRED
  }

  /**
   * One key of the set.
   *
   * @param keyId its {@code kid}, escaped and shortened, or what stands for it where it has none
   * @param problem why it is not used; empty if it is
   */
  public record Entry(String keyId, Optional<String> problem) {}

  /** The keys that are left out, each with the reason. */
  public List<Entry> skipped() {
    return entries.stream().filter(entry -> entry.problem().isPresent()).toList();
  }
}
