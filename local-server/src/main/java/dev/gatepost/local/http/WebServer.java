package dev.gatepost.local.http;

import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.IntConsumer;

/**
 * A web server on one socket, which carries requests to a service and its answers back. What is
 * malformed is refused on the way, and no answer names the software behind it.
 */
public final class WebServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(WebServer.class.getName());

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
    return start(socket, service, new ProblemAnswers(headers, refused), ServerLimits.ofProcess());
  }

  /** A server within these limits. */
  static WebServer start(
      ListeningSocket socket,
      Function<ApiRequest, ApiResponse> service,
      ProblemAnswers problems,
      ServerLimits limits) {
    ServiceHandler handler =
        new ServiceHandler(service, new AnswerMemory(limits.answerBytes()), problems);
    Javalin javalin =
        Javalin.create(
            config -> {
              quieten(config);
              new HardenedJetty(socket, handler, problems, limits).applyTo(config.jetty);
            });
    return new WebServer(javalin.start());
  }

  /**
   * Takes no new request, lets those end that wait for an answer, for up to ten seconds, then
   * stops. Who has not sent all of a request by now is cut off.
   */
  @Override
  public void close() {
    try {
      javalin.stop();
    } catch (JavalinException e) {
      if (!(e.getCause() instanceof TimeoutException)) {
        throw e;
      }
      LOG.log(System.Logger.Level.WARNING, "requests that did not end in time were cut off");
    }
  }

  private static void quieten(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
  }
}
