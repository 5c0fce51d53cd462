package dev.gatepost.local.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** axe-core, which finds what keeps people from using a page. The client's build fetches it. */
final class Axe {
  /** Puts it into the page. */
  static final String SOURCE =
      read(Path.of("..", "client", "node_modules", "axe-core", "axe.min.js"));

  /** Gives the rules that are broken seriously, each with where. */
  static final String RUN =
      """
      const done = arguments[arguments.length - 1];
      axe.run().then(
        ({ violations }) => done(violations
          .filter(({ impact }) => impact === "serious" || impact === "critical")
          .map(({ id, nodes }) => `${id} at ${nodes.map((node) => node.target).join(", ")}`)),
        (failure) => done([String(failure)]));
      """;

  private Axe() {}

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
