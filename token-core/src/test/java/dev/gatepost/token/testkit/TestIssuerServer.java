package dev.gatepost.token.testkit;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;

/**
 * A {@link TestIssuer} that can be discovered: it serves its configuration and its keys on the
 * loopback, as a service under test expects of its issuer, until it is closed. Safe for many
 * threads.
 */
public final class TestIssuerServer implements AutoCloseable {
  private static final String KEYS = "/keys";

  private final HttpServer server;
  private final TestIssuer issuer;

  private TestIssuerServer(HttpServer server, TestIssuer issuer) {
    this.server = server;
    this.issuer = issuer;
  }

  /** Starts one on a free port. */
  public static TestIssuerServer start() {
    HttpServer server;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String name = "http://127.0.0.1:" + server.getAddress().getPort();
    TestIssuer issuer = TestIssuer.create().named(name);
    serve(
        server,
        "/.well-known/openid-configuration",
        "{\"issuer\":\"" + name + "\",\"jwks_uri\":\"" + name + KEYS + "\"}");
    serve(server, KEYS, issuer.jwks());
    server.start();
    return new TestIssuerServer(server, issuer);
  }

  private static void serve(HttpServer server, String path, String json) {
    byte[] body = Forge.utf8(json);
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
  }

  /**
   * The issuer, whose {@link TestIssuer#name} is an address, and whose tokens are good from then.
   */
  public TestIssuer issuer(Instant now) {
    return issuer.at(now);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
