package dev.gatepost.local;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.Charset;
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
    spareJettyTheBeans();
    PrintWriter out = lines(System.out, "stdout.encoding");
    PrintWriter err = lines(System.err, "stderr.encoding");
    int exitCode = Program.run(Map.copyOf(System.getenv()), out, err, args);
    // With 0 there is a server whose threads keep the process going, or no more to do.
    if (exitCode != 0) {
      System.exit(exitCode);
    }
  }

  // Java 17 has no such properties, and one encoding for everything.
  private static PrintWriter lines(PrintStream stream, String encoding) {
    String charset = System.getProperty(encoding, Charset.defaultCharset().name());
    return new PrintWriter(stream, true, Charset.forName(charset));
  }

  // Jetty asks all management beans of the JVM how many references fit into a line of the
  // processor's cache, which is a tenth of the start. They are 16 of 4 bytes; where they have 8, it
  // only spreads its locks wider.
  private static void spareJettyTheBeans() {
    System.getProperties().putIfAbsent("org.eclipse.jetty.util.referencesPerCacheLine", "16");
  }
}
