package dev.gatepost.lambda.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The Lambda Runtime API (2018-06-01), as far as a runtime client calls it: hands out invocations
 * and takes what becomes of them. On a free port of the loopback.
 */
public final class RuntimeApi implements AutoCloseable {
  private static final String PREFIX = "/2018-06-01/runtime/";
  private static final int ACCEPTED = 202;

  /** What a start says that has come to where a snapshot is taken, and now goes on from it. */
  public static final String RESTORED = "restored";

  static {
    // Else each small answer waits 40 ms for company.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<Invocation> invocations = new LinkedBlockingQueue<>();
  private final Map<String, CompletableFuture<Outcome>> running = new ConcurrentHashMap<>();
  private final CompletableFuture<Outcome> init = new CompletableFuture<>();
  private final AtomicInteger last = new AtomicInteger();

  /** An API that waits for a client. */
  public RuntimeApi() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(PREFIX, this::handle);
    server.start();
  }

  /** What the client has to find in {@code AWS_LAMBDA_RUNTIME_API}. */
  public String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /**
   * What becomes of the start: done when the client asks for an invocation, or to be restored, or
   * says that it cannot start.
   */
  public CompletableFuture<Outcome> init() {
    return init;
  }

  /** Invokes the function, which may run for ten seconds. */
  public CompletableFuture<Outcome> invoke(String event) {
    String id = "00000000-0000-4000-8000-%012d".formatted(last.incrementAndGet());
    CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    running.put(id, outcome);
    invocations.add(new Invocation(id, event));
    return outcome;
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(PREFIX.length());
    byte[] body = exchange.getRequestBody().readAllBytes();
    try {
      switch (path) {
        case "invocation/next" -> handOut(exchange);
        case "restore/next" -> {
          init.complete(new Outcome(true, RESTORED));
          answer(exchange, 200, new byte[0]);
        }
        case "init/error", "restore/error" -> {
          init.complete(new Outcome(false, new String(body, StandardCharsets.UTF_8)));
          answer(exchange, ACCEPTED, new byte[0]);
        }
        default -> {
          finish(path, new String(body, StandardCharsets.UTF_8));
          answer(exchange, ACCEPTED, new byte[0]);
        }
      }
    } catch (InterruptedException e) {
      exchange.close(); // We are closed.
    }
  }

  private void handOut(HttpExchange exchange) throws IOException, InterruptedException {
    init.complete(new Outcome(true, ""));
    Invocation next = invocations.take();
    exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", next.id());
    exchange
        .getResponseHeaders()
        .set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + 10_000));
    exchange
        .getResponseHeaders()
        .set(
            "Lambda-Runtime-Invoked-Function-Arn",
            "arn:aws:lambda:eu-central-1:123456789012:function:messages");
    answer(exchange, 200, next.event().getBytes(StandardCharsets.UTF_8));
  }

  // invocation/ID/response or invocation/ID/error
  private void finish(String path, String body) {
    String[] parts = path.split("/", -1);
    CompletableFuture<Outcome> outcome = running.remove(parts[1]);
    if (outcome != null) {
      outcome.complete(new Outcome(parts[2].equals("response"), body));
    }
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private record Invocation(String id, String event) {}

  /**
   * What became of a start or an invocation.
   *
   * @param succeeded whether it did
   * @param body the function's answer, or its error as JSON
   */
  public record Outcome(boolean succeeded, String body) {}
}
