package dev.gatepost.token;

import java.util.List;
import java.util.Optional;

/**
 * What became of each key of a JWKS, in its order, for the operator.
 *
 * @param entries one entry a key
 */
public record KeyReport(List<Entry> entries) {
  public KeyReport {
    entries = List.copyOf(entries);
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
