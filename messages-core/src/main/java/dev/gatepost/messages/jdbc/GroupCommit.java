package dev.gatepost.messages.jdbc;

import dev.gatepost.messages.StoreUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/**
 * Lets writes that come at the same time share a transaction. While one caller writes for a group,
 * those who come meanwhile wait, and the first of them writes for all of them next: the slower the
 * disk, the larger the groups. Starts no thread and holds no lock.
 */
final class GroupCommit {
  private static final int MAX_GROUP = 256;

  private final DataSource writer;
  private final Queue<PendingWrite<?>> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean writing = new AtomicBoolean();

  GroupCommit(DataSource writer) {
    this.writer = writer;
  }

  /**
   * Returns when the write is committed.
   *
   * @throws StoreUnavailableException if the database fails; whether the write was committed is
   *     then unknown
   */
  <T> T write(PendingWrite.Step<T> step) {
    // An interruption neither ends the wait nor disturbs what is written for others.
    boolean interrupted = Thread.interrupted();
    PendingWrite<T> mine = new PendingWrite<>(step);
    waiting.add(mine);
    try {
      while (!mine.isDone()) {
        if (writing.compareAndSet(false, true)) {
          writeNextGroup();
        } else {
          interrupted |= mine.await();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
    return mine.result();
  }

  /** How many writes are waiting at this moment. Costs time for each. */
  int waiting() {
    return waiting.size();
  }

  // Whoever was added before writing turned false is taken here or woken; whoever comes later finds
  // it false. So nobody waits in vain.
  private void writeNextGroup() {
    List<PendingWrite<?>> group = nextGroup();
    try {
      if (!group.isEmpty()) {
        commit(group);
      }
    } finally {
      group.forEach(PendingWrite::release);
      writing.set(false);
      PendingWrite<?> next = waiting.peek();
      if (next != null) {
        next.wake();
      }
    }
  }

  private List<PendingWrite<?>> nextGroup() {
    List<PendingWrite<?>> group = new ArrayList<>();
    PendingWrite<?> next = waiting.poll();
    while (next != null) {
      group.add(next);
      next = group.size() < MAX_GROUP ? waiting.poll() : null;
    }
    return group;
  }

  private void commit(List<PendingWrite<?>> group) {
    boolean committed = false;
    try (Connection connection = writer.getConnection()) {
      try (WriteTransaction transaction = new WriteTransaction(connection)) {
        for (PendingWrite<?> write : group) {
          write.run(transaction);
        }
        end(transaction, connection);
        committed = true;
      } catch (SQLException | RuntimeException | Error e) {
        rollBack(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      group.forEach(write -> write.fail(e));
    } finally {
      // Whatever was thrown: what has run, but was not kept, must not pass for kept.
      if (!committed) {
        group.forEach(PendingWrite::dropResult);
      }
    }
  }

  // What changed nothing leaves nothing, not even another version.
  private static void end(WriteTransaction transaction, Connection connection) throws SQLException {
    if (transaction.hasChanged()) {
      connection.commit();
    } else {
      connection.rollback();
    }
  }

  private static void rollBack(Connection connection, Throwable reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }
}
