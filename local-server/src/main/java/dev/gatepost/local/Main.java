package dev.gatepost.local;

import java.util.Map;

/** Starts the server from the command line; {@code --help} says how. */
public final class Main {
  private Main() {}

  /**
   * Runs until the process is told to stop.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    int exitCode = ServerCommand.line(Map.copyOf(System.getenv())).execute(args);
    // With 0 there is a server whose threads keep the process going, or no more to do.
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }
}
