package dev.gatepost.local;

import java.util.ArrayDeque;
import java.util.Deque;

/** What has been opened, to be closed the other way round. Closing twice closes once. */
final class Cleanup implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Cleanup.class.getName());

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  synchronized <T extends AutoCloseable> T add(T opened) {
    open.push(opened);
    return opened;
  }

  /** Closes everything; what fails to close is logged and keeps nothing else from it. */
  @Override
  public synchronized void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) {
        LOG.log(System.Logger.Level.WARNING, "could not be closed", e);
      }
    }
  }
}
