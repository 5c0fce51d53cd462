package dev.gatepost.local.http;

import java.time.Duration;

/**
 * What one server takes on.
 *
 * @param deadline for a connection to bring a header, and again for the rest of the exchange
 * @param connections how many at once; more wait until one is free, and idle ones are hurried
 */
record ServerLimits(Duration deadline, int connections) {
  static final ServerLimits DEFAULT = new ServerLimits(Duration.ofSeconds(20), 5_000);
}
