package dev.gatepost.local.http;

import dev.gatepost.messages.api.MessagesApi;
import java.io.ByteArrayOutputStream;
import java.util.Optional;
import org.eclipse.jetty.io.Content.Chunk;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * Reads the body of a request as it comes, and waits for nothing.
 *
 * <p>It copies. Jetty's {@code EagerContentHandler} keeps each piece instead, at 200 bytes for one
 * if that is all the piece has: 250 senders of small pieces filled a heap of 256 MB.
 */
final class BodyReading {
  // The API answers it for its length alone.
  private static final byte[] TOO_LARGE = new byte[MessagesApi.MAX_BODY + 1];

  private final Request request;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private boolean whole;
  private @Nullable Throwable failure;

  BodyReading(Request request) {
    this.request = request;
  }

  /**
   * Whether the request says of itself that its body is more than anybody wants. Not to read it
   * also keeps "100 Continue" from being said to a sender of gigabytes.
   */
  static boolean isTooLong(Request request) {
    return request.getLength() > MessagesApi.MAX_BODY;
  }

  /**
   * Reads what is there.
   *
   * @return whether it is over: the body is there, or more of it than anybody wants, or it will not
   *     come; else the request is to say when there is more
   */
  boolean isOver() {
    while (!whole && failure == null && body.size() <= MessagesApi.MAX_BODY) {
      Chunk chunk = request.read();
      if (chunk == null) {
        return false;
      }
      take(chunk);
    }
    return true;
  }

  private void take(Chunk chunk) {
    if (Chunk.isFailure(chunk)) {
      failure = chunk.getFailure();
      return;
    }
    whole = chunk.isLast();
    byte[] bytes = new byte[Math.min(chunk.remaining(), TOO_LARGE.length - body.size())];
    chunk.getByteBuffer().get(bytes);
    chunk.release();
    body.writeBytes(bytes);
  }

  /** Whether there is nothing more to come; once it is over, without a failure. */
  boolean isWhole() {
    return whole;
  }

  /** Why the body will not come, once it is over: broken, ended early, or too slow. */
  Optional<Throwable> failure() {
    return Optional.ofNullable(failure);
  }

  /** The request with what has been read for its body. */
  WholeRequest whole() {
    return new WholeRequest(request, isTooLong(request) ? TOO_LARGE : body.toByteArray());
  }
}
