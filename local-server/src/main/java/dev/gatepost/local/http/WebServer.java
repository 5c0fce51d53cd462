package dev.gatepost.local.http;

import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import dev.gatepost.messages.api.MessagesApi;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntConsumer;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.EagerContentHandler;
import org.eclipse.jetty.server.handler.EagerContentHandler.RetainedContentLoaderFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.VirtualThreads;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ThreadPool;

/**
 * A web server on one socket, which carries requests to a service and its answers back. What is
 * malformed is refused on the way, and no answer names the software behind it.
 */
public final class WebServer implements AutoCloseable {
  private static final Duration HURRIED_IDLE_TIMEOUT = Duration.ofSeconds(1);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

  private final Javalin javalin;

  private WebServer(Javalin javalin) {
    this.javalin = javalin;
  }

  /**
   * Starts serving.
   *
   * @param socket becomes this server's, to be closed with it
   * @param headers on every answer, those to malformed requests too
   * @param service answers every request, whatever its method and path; from many threads at once
   */
  public static WebServer start(
      ListeningSocket socket,
      Map<String, String> headers,
      Function<ApiRequest, ApiResponse> service) {
    return start(socket, headers, service, status -> {});
  }

  /**
   * As {@link #start(ListeningSocket, Map, Function)}.
   *
   * @param refused is told the status of each answer that is not the service's; from many threads
   *     at once
   */
  public static WebServer start(
      ListeningSocket socket,
      Map<String, String> headers,
      Function<ApiRequest, ApiResponse> service,
      IntConsumer refused) {
    return start(socket, service, new ProblemAnswers(headers, refused), ServerLimits.DEFAULT);
  }

  /** A server within these limits. */
  static WebServer start(
      ListeningSocket socket,
      Function<ApiRequest, ApiResponse> service,
      ProblemAnswers problems,
      ServerLimits limits) {
    Javalin javalin =
        Javalin.create(
            config -> {
              quieten(config);
              harden(config, problems);
              config.jetty.addConnector((server, http) -> connector(server, http, socket, limits));
              config.routes.exception(Exception.class, problems::answer);
              // Before all routes, for there are none: Javalin would take a method from a header,
              // and drop the methods that it has no name for.
              config.routes.before(context -> answer(context, service));
            });
    return new WebServer(javalin.start());
  }

  /** Takes no new request, lets the running ones end for up to ten seconds, then stops. */
  @Override
  public void close() {
    javalin.stop();
  }

  private static void answer(Context context, Function<ApiRequest, ApiResponse> service)
      throws IOException {
    ApiRequest request = ServletExchange.toRequest(context.req());
    ServletExchange.send(service.apply(request), context.res());
    context.skipRemainingHandlers();
  }

  private static void quieten(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
  }

  private static void harden(JavalinConfig config, ProblemAnswers problems) {
    // An answer is the same on every platform, so nothing is compressed here and not there.
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.jetty.threadPool = threads();
    config.jetty.modifyHttpConfiguration(http -> harden(http, problems.headers()));
    config.jetty.modifyServer(
        server -> {
          server.setErrorHandler(problems);
          server.setStopTimeout(STOP_TIMEOUT.toMillis());
          // Without it a stop cuts running requests off, whatever the time-out.
          server.insertHandler(new GracefulHandler());
          // Outside of the former: a request whose body never came does not end, so no stop may
          // wait for it.
          server.insertHandler(bodyFirst());
        });
    config.jetty.modifyServletContextHandler(context -> context.setErrorHandler(problems));
  }

  private static void harden(HttpConfiguration http, Map<String, String> headers) {
    // Javalin's own choice lets encoded slashes, dot segments and broken UTF-8 through.
    http.setUriCompliance(UriCompliance.DEFAULT);
    http.setHttpCompliance(HttpCompliance.STRICT);
    // Tokens differ from request to request: the cache only costs.
    http.setHeaderCacheSize(0);
    http.addCustomizer(
        (request, answer) -> {
          headers.forEach(answer::put);
          return request;
        });
  }

  // A body is read before a thread is taken for its request, so slow ones hold none.
  private static Handler.Wrapper bodyFirst() {
    // One byte more than is looked at, so that a body that is too large is seen to be.
    EagerContentHandler handler =
        new EagerContentHandler(
            new RetainedContentLoaderFactory(MessagesApi.MAX_BODY + 1, 0, false));
    // To wait for a body is to ask for it, with "100 Continue". One whose length says that it will
    // not be looked at is not wanted.
    handler.exclude(request -> request.getLength() > MessagesApi.MAX_BODY);
    return handler;
  }

  private static ThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool();
    threads.setName("http");
    if (VirtualThreads.areSupported()) {
      threads.setVirtualThreadsExecutor(VirtualThreads.getDefaultVirtualThreadsExecutor());
    }
    return threads;
  }

  private static Connector connector(
      Server server, HttpConfiguration http, ListeningSocket socket, ServerLimits limits) {
    ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
    Deadlines deadlines = new Deadlines(connector.getScheduler(), limits.deadline());
    connector.addBean(deadlines, false);
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
