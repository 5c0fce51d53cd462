package dev.gatepost.local;

import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The whole server on free ports, in this process. */
final class RunningServer implements AutoCloseable {
  private final LocalServer server;

  private RunningServer(LocalServer server) {
    this.server = server;
  }

  /** With these settings, and messages in memory if they name no store. */
  static RunningServer start(Map<String, String> settings, Clock clock) {
    Map<String, String> values =
        new HashMap<>(Map.of("--port", "0", "--api-port", "0", "--issuer-port", "0"));
    values.put("MESSAGES_STORE", "memory:");
    values.put("RATE_LIMIT_POSTS", "off");
    values.put("RATE_LIMIT_POSTS_PER_ADDRESS", "off");
    values.putAll(settings);
    return new RunningServer(LocalServer.start(ServerSettings.read(values), clock));
  }

  static RunningServer start(Map<String, String> settings) {
    return start(settings, Clock.systemUTC());
  }

  List<String> addresses() {
    return server.addresses();
  }

  /** The URL that is announced under this name. */
  String url(String name) {
    return server.addresses().stream()
        .filter(line -> line.startsWith(name + " "))
        .map(line -> line.substring(name.length() + 1))
        .findFirst()
        .orElseThrow();
  }

  int port(String name) {
    return URI.create(url(name)).getPort();
  }

  ApiResponse send(String name, ApiRequest request) {
    return SocketTransport.send(port(name), request);
  }

  ApiResponse get(String name, String path) {
    return send(name, new ApiRequest("GET", path, "", Map.of(), new byte[0]));
  }

  @Override
  public void close() {
    server.close();
  }
}
