package dev.gatepost.local.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * Cuts off who takes too long, whether silent or at a byte a second: a connection has so long to
 * bring the header of its next request, and so long again until the answer has gone out. Jetty's
 * own time-out is for silence alone.
 */
final class Deadlines extends Handler.Wrapper implements Connection.Listener {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private final Map<Connection, Phase> phases = new ConcurrentHashMap<>();
  private final Scheduler scheduler;
  private final Duration limit;

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
    phases.put(connection, new Phase(inTime(limit), null));
  }

  @Override
  public void onClosed(Connection connection) {
    phases.remove(connection);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    renew(request, request);
    Request.addCompletionListener(request, failure -> renew(request, null));
    return super.handle(request, response, callback);
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    lookLater();
  }

  private void renew(Request request, @Nullable Request running) {
    Phase phase = new Phase(inTime(limit), running);
    phases.computeIfPresent(
        request.getConnectionMetaData().getConnection(), (connection, before) -> phase);
  }

  private void lookLater() {
    long millis = Math.min(LOOK_EVERY.toMillis(), limit.toMillis());
    scheduler.schedule(this::look, millis, TimeUnit.MILLISECONDS);
  }

  private void look() {
    long now = System.nanoTime();
    phases.forEach(
        (connection, phase) -> {
          if (now - phase.due() >= 0) {
            end(connection, phase);
          }
        });
    if (isRunning()) {
      lookLater();
    }
  }

  // A request has to be told first: closed under it, one that waits for its body would wait on.
  private void end(Connection connection, Phase phase) {
    TimeoutException tooSlow = new TimeoutException("too slow");
    Request running = phase.running();
    if (running == null) {
      connection.getEndPoint().close(tooSlow);
    } else if (phases.replace(connection, phase, new Phase(inTime(LOOK_EVERY), null))) {
      running.fail(tooSlow);
    }
  }

  private static long inTime(Duration duration) {
    return System.nanoTime() + duration.toNanos();
  }

  /**
   * What a connection is at.
   *
   * @param due when it must be over, by {@link System#nanoTime}
   * @param running the request whose header has come and whose answer has not gone out, or null
   */
  private record Phase(long due, @Nullable Request running) {}
}
