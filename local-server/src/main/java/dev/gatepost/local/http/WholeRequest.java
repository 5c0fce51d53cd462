package dev.gatepost.local.http;

import org.eclipse.jetty.server.Request;

/** A request whose body has been read. */
final class WholeRequest extends Request.Wrapper {
  private final byte[] body;

  /** A request with this for its body. */
  WholeRequest(Request request, byte[] body) {
    super(request);
    this.body = body;
  }

  /** The body; not to be changed. */
  byte[] body() {
    return body;
  }

  // Asked before an error is answered. Whatever has not come by now is not this request's reader's.
  @Override
  public boolean consumeAvailable() {
    return true;
  }
}
