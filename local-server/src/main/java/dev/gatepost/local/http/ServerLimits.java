package dev.gatepost.local.http;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.eclipse.jetty.util.VirtualThreads;

/**
 * What one server takes on.
 *
 * @param deadline for a connection to bring a header, again for the body to come, and again for the
 *     answer to be made and taken
 * @param connections how many at once; more wait until one is free, and idle ones are hurried
 * @param answerBytes how much memory large answers may take up while they are made, and as much
 *     again while they are sent; who comes when it is used up gets a 503
 * @param virtualThreads whether each request has a thread of its own, which JDK 21 is needed for
 */
record ServerLimits(Duration deadline, int connections, long answerBytes, boolean virtualThreads) {
  private static final int MOST_CONNECTIONS = 5_000;

  /**
   * A process has up to four servers: page, API, issuer and metrics. What they leave of its files
   * is the store's, for a database that cannot be opened is worse than a client that waits.
   */
  private static final int SHARES = 5;

  /**
   * Twenty seconds, as many connections as the process may have files for, and a quarter of its
   * memory each for making and for sending answers.
   */
  static ServerLimits ofProcess() {
    return new ServerLimits(
        Duration.ofSeconds(20),
        connectionsFor(openFiles()),
        Runtime.getRuntime().maxMemory() / 4,
        VirtualThreads.areSupported());
  }

  /** How many connections one server may have in a process that may have so many files open. */
  static int connectionsFor(long openFiles) {
    return (int) Math.min(MOST_CONNECTIONS, openFiles / SHARES);
  }

  private static long openFiles() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getMaxFileDescriptorCount()
        : Long.MAX_VALUE;
  }
}
