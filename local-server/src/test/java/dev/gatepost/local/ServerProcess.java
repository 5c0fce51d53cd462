package dev.gatepost.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The packaged server as people start it: its own process, on ports that stay the same. */
public final class ServerProcess implements AutoCloseable {
  private static final List<String> ADDRESSES = List.of("client", "api", "issuer");

  private final Path store;
  private final Path log;
  private final Map<String, String> settings;
  private Running running;

  private ServerProcess(Path store, Path log, Map<String, String> settings) {
    this.store = store;
    this.log = log;
    this.settings = settings;
    this.running = launch(Map.of("client", 0, "api", 0, "issuer", 0));
  }

  /** Starts on free ports, with its database and its log in a folder. */
  public static ServerProcess startIn(Path folder) {
    return startIn(folder, Map.of());
  }

  /** As {@link #startIn(Path)}, with these environment variables. */
  public static ServerProcess startIn(Path folder, Map<String, String> settings) {
    return new ServerProcess(folder.resolve("gatepost.db"), folder.resolve("server.log"), settings);
  }

  /** Where the page is. */
  public URI client() {
    return running.address("client");
  }

  /** Where the page signs people in. */
  public URI issuer() {
    return running.address("issuer");
  }

  /** Where messages are. */
  public URI api() {
    return running.address("api");
  }

  /** SIGTERM, to which it does what it does on Ctrl-C; gives the exit code. */
  public int stop() {
    running.process().destroy();
    return running.process().onExit().join().exitValue();
  }

  /** SIGKILL, without a chance to tidy up. */
  public void kill() {
    running.process().destroyForcibly().onExit().join();
  }

  /** Starts again on the same ports and the same database. */
  public void startAgain() {
    Map<String, Integer> ports = new HashMap<>();
    running.addresses().forEach((name, address) -> ports.put(name, address.getPort()));
    running = launch(ports);
  }

  @Override
  public void close() {
    kill();
  }

  private Running launch(Map<String, Integer> ports) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            System.getProperty("gatepost.jar", "target/gatepost.jar"),
            "--port=" + ports.get("client"),
            "--api-port=" + ports.get("api"),
            // An issuer out there has no port of ours.
            "--issuer-port=" + Math.max(0, ports.getOrDefault("issuer", 0)),
            "--store=sqlite:" + store);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    // The settings of whoever runs the tests are not those of the test.
    builder
        .environment()
        .keySet()
        .removeIf(
            name ->
                name.matches(
                    "(OIDC|OKTA|CORS|CLIENT|MESSAGES|RATE|TRUSTED|METRICS|ACCESS|SIGN)_.*"));
    builder.environment().putAll(settings);
    try {
      Process process = builder.start();
      return new Running(process, addressesOf(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, URI> addressesOf(Process process) throws IOException {
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    Map<String, URI> addresses = new HashMap<>();
    List<String> read = new ArrayList<>();
    while (!addresses.keySet().containsAll(ADDRESSES)) {
      String line = lines.readLine();
      if (line == null) {
        throw new IllegalStateException("the server ended before it was up, saying " + read);
      }
      read.add(line);
      String[] words = line.split(" ", 2);
      if (ADDRESSES.contains(words[0])) {
        addresses.put(words[0], URI.create(words[1].strip()));
      }
    }
    return addresses;
  }

  private record Running(Process process, Map<String, URI> addresses) {
    Running {
      addresses = Map.copyOf(addresses);
    }

    private URI address(String name) {
      return Objects.requireNonNull(addresses.get(name));
    }
  }
}
