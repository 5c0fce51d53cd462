package dev.gatepost.messages.jdbc;

import dev.gatepost.messages.IdempotencyKey;
import dev.gatepost.messages.Listing;
import dev.gatepost.messages.Message;
import dev.gatepost.messages.MessageStore;
import dev.gatepost.messages.StoreUnavailableException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;

/**
 * Messages in a relational database: SQLite or PostgreSQL.
 *
 * <p>Messages that are added at the same time share a transaction, and with it the wait for the
 * disk, so that many writers are served many times faster than one by one. Each call takes one
 * connection at a time and gives it back; one that adds may do the writing for others, and no
 * thread is started. How durable a message is when {@link #add} returns is the database's to say:
 * for SQLite set {@code journal_mode=WAL}, {@code synchronous=FULL}, and a busy time-out. The data
 * sources stay their owner's to close.
 */
public final class JdbcMessageStore implements MessageStore {
  private static final Duration FORGET_EVERY = Duration.ofMinutes(1);

  private static final int FORGET_AT_ONCE = 200;

  private final GroupCommit writes;
  private final MessageQueries queries;
  private final AtomicLong keysForgotten = new AtomicLong();

  /**
   * A store in this database; its tables are made or brought up to date.
   *
   * @param writer gives the connection that is written with, one at a time; for SQLite it has to
   *     begin its transactions as {@code IMMEDIATE}
   * @param readers gives connections to the same database to read with, as many as are to read at
   *     once; may be the same as the writer
   * @throws StoreUnavailableException if the database fails, a newer version has made it, or it has
   *     a table {@code messages} that is not ours; then it is left as it was
   */
  public JdbcMessageStore(DataSource writer, DataSource readers) {
    Schema.prepare(writer);
    this.writes = new GroupCommit(writer);
    this.queries = new MessageQueries(readers);
  }

  @Override
  public void add(Message message) {
    requireKept(writes.write(transaction -> transaction.insert(message)));
  }

  @Override
  public Message addOnce(Message message, IdempotencyKey key) {
    String kept =
        writes.write(
            transaction -> {
              forgetOldKeys(transaction, message.postedAt());
              return transaction.insertOnce(message, key);
            });
    if (kept.equals(message.id())) {
      return message;
    }
    return find(kept)
        .orElseThrow(() -> new StoreUnavailableException("a key's message is not there any more"));
  }

  @Override
  public int restore(List<Message> messages) {
    return writes.write(
        transaction -> {
          int kept = 0;
          for (Message message : messages) {
            kept += transaction.insert(message) ? 1 : 0;
          }
          return kept;
        });
  }

  @Override
  public Optional<Message> find(String id) {
    return queries.find(id);
  }

  @Override
  public Listing newest(int limit) {
    return queries.newest(limit);
  }

  @Override
  public Listing newestBefore(String id, int limit) {
    return queries.newestBefore(id, limit);
  }

  @Override
  public String version() {
    return queries.version();
  }

  @Override
  public int removeBefore(String id, int limit) {
    return writes.write(transaction -> transaction.removeBefore(id, limit));
  }

  // Now and then, and no more at a time than a post has patience for: a key that is kept too long
  // does no harm, for it is not asked any more.
  private void forgetOldKeys(WriteTransaction transaction, Instant now) throws SQLException {
    long until = now.minus(IdempotencyKey.KEPT).toEpochMilli();
    if (until - keysForgotten.get() > FORGET_EVERY.toMillis()) {
      int forgotten = transaction.forgetKeys(until, FORGET_AT_ONCE);
      if (forgotten < FORGET_AT_ONCE) {
        keysForgotten.set(until);
      }
    }
  }

  private static void requireKept(boolean kept) {
    if (!kept) {
      throw new StoreUnavailableException("there is a message of this id already");
    }
  }
}
