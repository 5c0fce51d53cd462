package dev.gatepost.local.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Writes an answer as fast as its reader takes it, and holds no thread meanwhile. */
final class UnhurriedWrite implements WriteListener {
  // Whatever is given to a socket at once is copied at once, however little of it goes out.
  private static final int SLICE = 32_768;

  private final byte[] body;
  private final ServletOutputStream output;
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private int written;

  private UnhurriedWrite(byte[] body, ServletOutputStream output) {
    this.body = body;
    this.output = output;
  }

  /**
   * Begins to write.
   *
   * @param output of a response in asynchronous mode
   * @return is complete when all is written, or the reader is gone
   */
  static CompletableFuture<Void> start(byte[] body, ServletOutputStream output) {
    UnhurriedWrite write = new UnhurriedWrite(body, output);
    output.setWriteListener(write);
    return write.over;
  }

  @Override
  public void onWritePossible() throws IOException {
    while (output.isReady()) {
      if (written == body.length) {
        over.complete(null);
        return;
      }
      int length = Math.min(SLICE, body.length - written);
      output.write(body, written, length);
      written += length;
    }
  }

  // Who would want to hear of it is gone.
  @Override
  public void onError(Throwable failure) {
    over.complete(null);
  }
}
