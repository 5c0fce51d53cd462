package dev.gatepost.local.http;

import org.eclipse.jetty.io.Content.Chunk;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Invocable;

/**
 * The end of a request that was answered before all of its body had come: the rest is taken and
 * thrown away. A connection that is closed with something unread is reset, and the answer may be
 * lost to the reset before its reader sees it (RFC 9112 §9.6).
 *
 * <p>Who sends on and on is not listened to: what can be sent at once while an answer comes back is
 * little.
 */
final class Lingering implements Callback, Invocable.Task {
  private static final int MOST_BYTES = 1 << 20;

  private final Request request;
  private final Callback end;
  private long bytes;

  /**
   * A callback for the answer to a request.
   *
   * @param end told when the rest has come too, or is not waited for any longer
   */
  Lingering(Request request, Callback end) {
    this.request = request;
    this.end = end;
  }

  @Override
  public void succeeded() {
    run();
  }

  @Override
  public void failed(Throwable failure) {
    end.failed(failure);
  }

  /** Takes what is there, and is called again when there is more. */
  @Override
  public void run() {
    while (bytes < MOST_BYTES) {
      Chunk chunk = request.read();
      if (chunk == null) {
        request.demand(this);
        return;
      }
      bytes += chunk.remaining();
      chunk.release();
      if (chunk.isLast()) {
        break;
      }
    }
    end.succeeded();
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }
}
