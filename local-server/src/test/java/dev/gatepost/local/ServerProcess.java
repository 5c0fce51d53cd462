package dev.gatepost.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The jar in a process of its own, as a user starts it. */
final class ServerProcess implements AutoCloseable {
  private final Process process;
  private final Map<String, String> urls;

  private ServerProcess(Process process, Map<String, String> urls) {
    this.process = process;
    this.urls = urls;
  }

  /** Starts it on free ports in this folder, and waits until it has said where it is. */
  static ServerProcess start(Path folder) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-jar",
            System.getProperty("gatepost.jar"),
            "--port=0",
            "--api-port=0",
            "--issuer-port=0");
    builder.environment().keySet().removeIf(name -> name.matches("(OIDC|OKTA|CLIENT|CORS)_.*"));
    builder.environment().remove("MESSAGES_STORE");
    Process process =
        builder.directory(folder.toFile()).redirectError(folder.resolve("err").toFile()).start();
    return new ServerProcess(process, urls(process.inputReader()));
  }

  private static Map<String, String> urls(BufferedReader out) throws IOException {
    Map<String, String> urls = new HashMap<>();
    while (urls.size() < 3) {
      String line = out.readLine();
      if (line == null) {
        throw new IOException("the server ended before it was ready");
      }
      List<String> words = List.of(line.split(" ", -1));
      urls.put(words.get(0), words.get(1));
    }
    return urls;
  }

  /** The URL of this path, below the address that was printed with this name. */
  URI uri(String name, String path) {
    return URI.create(urls.get(name) + path);
  }

  /** SIGKILL: nothing is flushed, nothing is closed. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** SIGTERM, which is what Ctrl-C does too. */
  int stop() throws InterruptedException {
    process.destroy();
    return process.waitFor();
  }

  @Override
  public void close() {
    kill();
  }
}
