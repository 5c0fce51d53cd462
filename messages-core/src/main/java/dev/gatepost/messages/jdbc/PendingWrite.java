package dev.gatepost.messages.jdbc;

import dev.gatepost.messages.StoreUnavailableException;
import java.sql.SQLException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A write that waits for its group. Made and awaited by one thread; run, and then released, by
 * whichever writes for the group.
 */
final class PendingWrite<T> {
  private final Step<T> step;
  private final Thread owner = Thread.currentThread();
  private @Nullable T result;
  private @Nullable SQLException fault;
  private volatile boolean done;

  PendingWrite(Step<T> step) {
    this.step = step;
  }

  /** What is to be written. */
  @FunctionalInterface
  interface Step<T> {
    T in(WriteTransaction transaction) throws SQLException;
  }

  void run(WriteTransaction transaction) throws SQLException {
    result = step.in(transaction);
  }

  void fail(SQLException e) {
    fault = e;
  }

  /** It was run for nothing. */
  void dropResult() {
    result = null;
  }

  /** Ends the wait. What was set before is there for the owner to see. */
  void release() {
    done = true;
    wake();
  }

  boolean isDone() {
    return done;
  }

  /** Lets the owner look again whether it is done, or may write itself. */
  void wake() {
    LockSupport.unpark(owner);
  }

  /** Waits until woken, or for no reason; tells whether the owner was interrupted. */
  boolean await() {
    LockSupport.park(this);
    return Thread.interrupted();
  }

  T result() {
    if (fault != null) {
      throw DatabaseFaults.unavailable(fault);
    }
    if (result == null) {
      throw new StoreUnavailableException("another write of the same group met a bug");
    }
    return result;
  }
}
