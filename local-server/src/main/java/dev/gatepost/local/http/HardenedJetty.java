package dev.gatepost.local.http;

import io.javalin.config.JettyConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty, set to refuse what it does not understand and to be held up by nobody. */
final class HardenedJetty {
  private static final Duration HURRIED_IDLE_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  /**
   * How many requests are worked at together where there are no virtual threads. Neither slow
   * bodies nor slow readers hold one, so it is the store that they wait for, which has far fewer
   * connections than this.
   */
  private static final int MOST_THREADS = 200;

  private final ListeningSocket socket;
  private final ServiceHandler service;
  private final ProblemAnswers problems;
  private final ServerLimits limits;

  /** As {@code WebServer} has it. */
  HardenedJetty(
      ListeningSocket socket,
      ServiceHandler service,
      ProblemAnswers problems,
      ServerLimits limits) {
    this.socket = socket;
    this.service = service;
    this.problems = problems;
    this.limits = limits;
  }

  void applyTo(JettyConfig jetty) {
    QueuedThreadPool threads = threads();
    jetty.threadPool = threads;
    jetty.modifyHttpConfiguration(this::harden);
    jetty.modifyServer(
        server -> {
          server.setErrorHandler(problems);
          server.setStopTimeout(STOP_TIMEOUT.toMillis());
        });
    jetty.addConnector((server, http) -> connector(server, http, threads));
  }

  private QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS);
    threads.setName("http");
    if (limits.virtualThreads()) {
      threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    }
    return threads;
  }

  private void harden(HttpConfiguration http) {
    // Javalin's own choice lets encoded slashes, dot segments and broken UTF-8 through.
    http.setUriCompliance(UriCompliance.DEFAULT);
    http.setHttpCompliance(HttpCompliance.STRICT);
    // Tokens differ from request to request: the cache only costs.
    http.setHeaderCacheSize(0);
    http.addCustomizer(
        (request, answer) -> {
          problems.headers().forEach(answer::put);
          return request;
        });
  }

  private Connector connector(Server server, HttpConfiguration http, QueuedThreadPool threads) {
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    Deadlines deadlines = new Deadlines(connector.getScheduler(), limits.deadline());
    connector.addBean(deadlines, false);
    // From the inside out. Without the second, a stop cuts running requests off, whatever the
    // time-out; it is not to wait for those whose body is still to come.
    server.insertHandler(service);
    server.insertHandler(new GracefulHandler());
    server.insertHandler(
        new WholeBodies(deadlines::expectAnswer, VirtualThreads.getExecutor(threads)));
    server.insertHandler(deadlines);
    NetworkConnectionLimit connections =
        new NetworkConnectionLimit(limits.connections(), connector);
    connections.setEndPointIdleTimeout(HURRIED_IDLE_TIMEOUT.toMillis());
    connector.addBean(connections);
    try {
      connector.open(socket.channel());
    } catch (IOException e) {
      throw new UncheckedIOException("the socket was closed before its server started", e);
    }
    return connector;
  }
}
