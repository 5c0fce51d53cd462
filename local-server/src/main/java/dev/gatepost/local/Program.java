package dev.gatepost.local;

import dev.gatepost.messages.StoreUnavailableException;
import dev.gatepost.messages.api.InvalidSettingsException;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** What was asked for on the command line: the server, or a tool beside it. */
final class Program {
  private static final int DONE = 0;
  private static final int CANNOT_START = 1;
  private static final int INVALID_SETTINGS = 2;

  private Program() {}

  /** Does it and gives the exit code; with 0 there may be a server that runs on. */
  static int run(
      Map<String, String> environment, PrintWriter out, PrintWriter err, String... args) {
    Optional<Map<Setting, String>> options = PlainOptions.read(args);
    if (options.isEmpty()) {
      return ServerCommand.line(environment).setOut(out).setErr(err).execute(args);
    }
    try {
      serve(Setting.all(environment, options.get()), out, err);
      return DONE;
    } catch (RuntimeException e) {
      return explain(e, err);
    }
  }

  /** Starts the server, which stops when the process is told to, and announces it. */
  static void serve(Map<String, String> values, PrintWriter out, PrintWriter err) {
    ServerSettings settings = ServerSettings.read(values);
    LocalServer server = LocalServer.start(settings, Clock.systemUTC());
    Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
    settings.warnings().forEach(err::println);
    server.addresses().forEach(out::println);
    err.flush();
    out.flush();
  }

  /** Says why it could not be done, and gives the exit code. */
  static int explain(Exception e, PrintWriter err) {
    int exitCode = CANNOT_START;
    if (e instanceof InvalidSettingsException invalid) {
      err.println("These settings are missing or wrong (--help explains them):");
      invalid.complaints().forEach(complaint -> err.println("  " + complaint));
      exitCode = INVALID_SETTINGS;
    } else if (e instanceof CannotStartException || e instanceof StoreUnavailableException) {
      err.println(e.getMessage());
    } else if (e instanceof IOException) {
      err.println("gatepost: " + e.getClass().getSimpleName() + ": " + e.getMessage());
    } else {
      e.printStackTrace(err);
    }
    err.flush();
    return exitCode;
  }
}
