package dev.gatepost.messages.jdbc;

import dev.gatepost.messages.IdempotencyKey;
import dev.gatepost.messages.Message;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A transaction that writes. Its statements are prepared once, for all who share it.
 *
 * <p>It begins with the one row that every other writer begins with too: they wait for each other
 * there, whatever machine they are on, and nowhere else.
 */
final class WriteTransaction implements AutoCloseable {
  // At random: put back from a backup, a database that counts would come to the same numbers again.
  private static final String NEXT_VERSION = "UPDATE board SET version = ?";
  private static final String INSERT =
      """
      INSERT INTO messages (id, author, text, posted_at) VALUES (?, ?, ?, ?)
      ON CONFLICT (id) DO NOTHING""";
  // Gives the message that the key stands for from now on: a use that is old enough gives way.
  private static final String CLAIM =
      """
      INSERT INTO idempotency_keys AS used (author, idempotency_key, message_id, posted_at)
      VALUES (?, ?, ?, ?)
      ON CONFLICT (author, idempotency_key) DO UPDATE SET
        message_id = CASE WHEN used.posted_at > ?
          THEN used.message_id ELSE excluded.message_id END,
        posted_at = CASE WHEN used.posted_at > ?
          THEN used.posted_at ELSE excluded.posted_at END
      RETURNING message_id""";
  private static final String FORGET =
      """
      DELETE FROM idempotency_keys WHERE (author, idempotency_key) IN (
        SELECT author, idempotency_key FROM idempotency_keys
        WHERE posted_at <= ? ORDER BY posted_at LIMIT ?)""";
  private static final String REMOVE =
      """
      DELETE FROM messages WHERE id IN (
        SELECT id FROM messages WHERE id < ? ORDER BY id LIMIT ?)""";

  private final Connection connection;
  private final Map<String, PreparedStatement> statements = new HashMap<>();
  private boolean changed;

  WriteTransaction(Connection connection) throws SQLException {
    this.connection = connection;
    connection.setAutoCommit(false);
    PreparedStatement next = prepared(NEXT_VERSION);
    next.setLong(1, ThreadLocalRandom.current().nextLong(Long.MAX_VALUE));
    next.executeUpdate();
  }

  /** Keeps a message, and tells whether its id was free. */
  boolean insert(Message message) throws SQLException {
    PreparedStatement insert = prepared(INSERT);
    insert.setString(1, message.id());
    insert.setString(2, message.author());
    insert.setString(3, message.text());
    insert.setLong(4, message.postedAt().toEpochMilli());
    return changes(insert.executeUpdate()) == 1;
  }

  /** Keeps a message unless the key has been used, and gives the id of the message that is kept. */
  String insertOnce(Message message, IdempotencyKey key) throws SQLException {
    String kept = claim(message, key);
    if (kept.equals(message.id()) && !insert(message)) {
      throw new SQLException("there is a message of this id already");
    }
    return kept;
  }

  int removeBefore(String id, int limit) throws SQLException {
    PreparedStatement remove = prepared(REMOVE);
    remove.setString(1, id);
    remove.setInt(2, limit);
    return changes(remove.executeUpdate());
  }

  /** Forgets keys that were used at this time or before, in milliseconds, and tells how many. */
  int forgetKeys(long until, int limit) throws SQLException {
    PreparedStatement forget = prepared(FORGET);
    forget.setLong(1, until);
    forget.setInt(2, limit);
    return changes(forget.executeUpdate());
  }

  /** Whether anything is other than before. */
  boolean hasChanged() {
    return changed;
  }

  private int changes(int rows) {
    changed |= rows > 0;
    return rows;
  }

  /** Gives the statements back, not the connection. */
  @Override
  public void close() throws SQLException {
    for (PreparedStatement statement : statements.values()) {
      statement.close();
    }
  }

  private String claim(Message message, IdempotencyKey key) throws SQLException {
    long now = message.postedAt().toEpochMilli();
    long forgotten = now - IdempotencyKey.KEPT.toMillis();
    PreparedStatement claim = prepared(CLAIM);
    claim.setString(1, message.author());
    claim.setString(2, key.value());
    claim.setString(3, message.id());
    claim.setLong(4, now);
    claim.setLong(5, forgotten);
    claim.setLong(6, forgotten);
    try (ResultSet rows = claim.executeQuery()) {
      rows.next();
      return rows.getString(1);
    }
  }

  private PreparedStatement prepared(String sql) throws SQLException {
    PreparedStatement statement = statements.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      statements.put(sql, statement);
    }
    return statement;
  }
}
