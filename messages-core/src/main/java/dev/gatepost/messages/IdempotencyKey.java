package dev.gatepost.messages;

import java.time.Duration;

/**
 * What an author names a post with, so that sending it again posts nothing twice. Keys of different
 * authors have nothing to do with each other.
 *
 * @param value 1 to {@value #MAX_LENGTH} visible ASCII characters other than a comma, for with that
 *     some gateways join several headers into one; a random UUID is a good one
 */
public record IdempotencyKey(String value) {
  /** How long after its post a key tells a repeat. Later it may be used anew. */
  public static final Duration KEPT = Duration.ofHours(24);

  /** The most characters that a key may have. */
  public static final int MAX_LENGTH = 64;

  /**
   * Checks the value.
   *
   * @throws IllegalArgumentException if it is empty, too long, or has other characters
   */
  public IdempotencyKey {
    if (value.isEmpty()
        || value.length() > MAX_LENGTH
        || !value.chars().allMatch(c -> c > ' ' && c < 0x7f && c != ',')) {
      throw new IllegalArgumentException(
          "an idempotency key is 1 to " + MAX_LENGTH + " visible ASCII characters, no comma");
    }
  }
}
