package dev.gatepost.lambda.dynamodb;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Stands before a database, counts what is called, and fails when it is told to. */
final class Faults implements AutoCloseable {
  private static final String TARGET = "X-Amz-Target";

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI database;
  private final Queue<Fault> faults = new ArrayDeque<>();
  private final List<String> called = Collections.synchronizedList(new ArrayList<>());

  Faults(String database) throws IOException {
    this.database = URI.create(database + "/");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The next call of this action gets this answer instead of the database's. */
  synchronized void answer(String action, int status, String body) {
    faults.add(new Fault(action, status, body));
  }

  /** The next call of this action is refused like this. */
  void refuse(String action, String type) {
    answer(action, 400, "{\"__type\":\"com.amazonaws.dynamodb.v20120810#" + type + "\"}");
  }

  /** The next call of this action is done, but its answer gets lost. */
  synchronized void loseAnswer(String action) {
    faults.add(new Fault(action, 0, ""));
  }

  /** The actions that were called, in their order. */
  List<String> called() {
    return List.copyOf(called);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String action = exchange.getRequestHeaders().getFirst(TARGET);
    action = action.substring(action.indexOf('.') + 1);
    called.add(action);
    byte[] body = exchange.getRequestBody().readAllBytes();
    Fault fault = next(action);
    if (fault != null && fault.status() > 0) {
      send(exchange, fault.status(), fault.body().getBytes(StandardCharsets.UTF_8));
      return;
    }
    HttpResponse<byte[]> response = forward(exchange, body);
    if (fault != null) {
      exchange.close(); // With nothing sent, the connection ends.
      return;
    }
    send(exchange, response.statusCode(), response.body());
  }

  private synchronized @Nullable Fault next(String action) {
    Fault fault = faults.peek();
    return fault != null && fault.action().equals(action) ? faults.remove() : null;
  }

  private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(database)
            .header("Content-Type", "application/x-amz-json-1.0")
            .header(TARGET, exchange.getRequestHeaders().getFirst(TARGET))
            .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
            .header("X-Amz-Date", exchange.getRequestHeaders().getFirst("X-Amz-Date"))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private record Fault(String action, int status, String body) {}
}
