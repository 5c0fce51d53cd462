package dev.gatepost.local.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.Graceful;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Cuts off who takes too long, whether silent or at a byte a second: a connection has so long to
 * bring the header of its next request, so long again for the body, and so long again until the
 * answer has gone out. Jetty's own time-out is for silence alone.
 *
 * <p>When the server stops, only those who wait for an answer are waited for.
 */
final class Deadlines extends Handler.Wrapper implements Connection.Listener, Graceful {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Map<Connection, Phase> phases = new ConcurrentHashMap<>();
  private final Scheduler scheduler;
  private final Duration limit;
  private volatile boolean stopping;

  /**
   * Deadlines for the connections of a connector, of which this must be made a bean.
   *
   * @param scheduler the connector's
   */
  Deadlines(Scheduler scheduler, Duration limit) {
    this.scheduler = scheduler;
    this.limit = limit;
  }

  @Override
  public void onOpened(Connection connection) {
    phases.put(connection, new Phase(Stage.HEADER, inTime(limit), null));
  }

  @Override
  public void onClosed(Connection connection) {
    phases.remove(connection);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    enter(Stage.BODY, request);
    Request.addCompletionListener(request, failure -> enter(Stage.HEADER, request));
    return super.handle(request, response, callback);
  }

  /** The whole body of a request has come: from now on it is not the sender who is waited for. */
  void expectAnswer(Request request) {
    enter(Stage.ANSWER, request);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    lookLater();
  }

  @Override
  public CompletableFuture<Void> shutdown() {
    stopping = true;
    look(System.nanoTime());
    return CompletableFuture.completedFuture(null);
  }

  @Override
  public boolean isShutdown() {
    return stopping;
  }

  private void enter(Stage stage, Request request) {
    Phase phase = new Phase(stage, inTime(limit), stage == Stage.HEADER ? null : request);
    phases.computeIfPresent(
        request.getConnectionMetaData().getConnection(), (connection, before) -> phase);
  }

  private void lookLater() {
    Duration wait = limit.compareTo(LOOK_EVERY) < 0 ? limit : LOOK_EVERY;
    scheduler.schedule(this::look, wait.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    look(System.nanoTime());
    if (isRunning()) {
      lookLater();
    }
  }

  private void look(long now) {
    phases.forEach(
        (connection, phase) -> {
          boolean unwanted = stopping && phase.stage() != Stage.ANSWER;
          if (unwanted || now - phase.due() >= 0) {
            end(connection, phase);
          }
        });
  }

  private void end(Connection connection, Phase phase) {
    TimeoutException tooSlow = new TimeoutException("too slow");
    Request running = phase.running();
    if (phase.stage() != Stage.BODY || running == null) {
      connection.getEndPoint().close(tooSlow);
    } else if (phases.replace(
        connection, phase, new Phase(Stage.ANSWER, inTime(LOOK_EVERY), null))) {
      // Closed under it, a request that waits for its body would wait on. So it is told first.
      running.fail(tooSlow);
    }
  }

  private static long inTime(Duration duration) {
    return System.nanoTime() + duration.toNanos();
  }

  /** What a connection is waited for. */
  private enum Stage {
    HEADER,
    BODY,
    ANSWER
  }

  /**
   * What a connection is at.
   *
   * @param due when it must be over, by {@link System#nanoTime}
   * @param running the request whose header has come and whose answer has not gone out; null where
   *     there is none, or it has been told to end
   */
  private record Phase(Stage stage, long due, @Nullable Request running) {}
}
