package dev.gatepost.local.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingNestedCallback;

/** Writes an answer as fast as its reader takes it, and holds no thread meanwhile. */
final class UnhurriedWrite extends IteratingNestedCallback {
  // Whatever is given to a socket at once is copied at once, however little of it goes out.
  static final int SLICE = 32_768;

  private final byte[] body;
  private final Response response;
  private int written;

  /**
   * An answer to be written, once it is made to iterate.
   *
   * @param end told when all is written, or the reader is gone
   */
  UnhurriedWrite(byte[] body, Response response, Callback end) {
    super(end);
    this.body = body;
    this.response = response;
  }

  @Override
  protected Action process() {
    if (written == body.length) {
      return Action.SUCCEEDED;
    }
    ByteBuffer slice = ByteBuffer.wrap(body, written, Math.min(SLICE, body.length - written));
    written += slice.remaining();
    response.write(written == body.length, slice, this);
    return Action.SCHEDULED;
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }
}
