package dev.gatepost.messages.jdbc;

import dev.gatepost.messages.InvalidMessageException;
import dev.gatepost.messages.Message;
import dev.gatepost.messages.MessageStore;
import dev.gatepost.messages.StoreUnavailableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Messages in a relational database, tried with SQLite.
 *
 * <p>Each call takes one connection and gives it back. How durable a message is when {@link #add}
 * returns is the database's to say: for SQLite set {@code journal_mode=WAL} and {@code
 * synchronous=FULL}, and a busy time-out. The data source stays its owner's to close.
 */
public final class JdbcMessageStore implements MessageStore {
  // Ids are digits and capital letters alone, which every collation orders as ASCII does.
  private static final String CREATE =
      """
      CREATE TABLE IF NOT EXISTS messages (
        id VARCHAR(26) NOT NULL PRIMARY KEY,
        author VARCHAR(255) NOT NULL,
        text VARCHAR(2000) NOT NULL,
        posted_at BIGINT NOT NULL
      )""";
  private static final String INSERT =
      "INSERT INTO messages (id, author, text, posted_at) VALUES (?, ?, ?, ?)";
  private static final String SELECT = "SELECT id, author, text, posted_at FROM messages ";
  private static final String FIND = SELECT + "WHERE id = ?";
  private static final String NEWEST = SELECT + "ORDER BY id DESC LIMIT ?";
  private static final String NEWEST_BEFORE = SELECT + "WHERE id < ? ORDER BY id DESC LIMIT ?";

  private final DataSource dataSource;

  /**
   * A store in this database; its table is made if it is not there.
   *
   * @throws StoreUnavailableException if the database fails
   */
  public JdbcMessageStore(DataSource dataSource) {
    this.dataSource = dataSource;
    run(CREATE, PreparedStatement::execute);
  }

  @Override
  public void add(Message message) {
    run(
        INSERT,
        statement -> {
          statement.setString(1, message.id());
          statement.setString(2, message.author());
          statement.setString(3, message.text());
          statement.setLong(4, message.postedAt().toEpochMilli());
          return statement.executeUpdate();
        });
  }

  @Override
  public Optional<Message> find(String id) {
    return run(
            FIND,
            statement -> {
              statement.setString(1, id);
              return messages(statement);
            })
        .stream()
        .findFirst();
  }

  @Override
  public List<Message> newest(int limit) {
    return run(
        NEWEST,
        statement -> {
          statement.setInt(1, limit);
          return messages(statement);
        });
  }

  @Override
  public List<Message> newestBefore(String id, int limit) {
    return run(
        NEWEST_BEFORE,
        statement -> {
          statement.setString(1, id);
          statement.setInt(2, limit);
          return messages(statement);
        });
  }

  private static List<Message> messages(PreparedStatement statement) throws SQLException {
    List<Message> messages = new ArrayList<>();
    try (ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        messages.add(
            new Message(
                rows.getString("id"),
                rows.getString("author"),
                rows.getString("text"),
                Instant.ofEpochMilli(rows.getLong("posted_at"))));
      }
    }
    return messages;
  }

  private <T> T run(String sql, Work<T> work) {
    try (Connection connection = dataSource.getConnection()) {
      // A pool may be set to leave the commit to us; every call here is a transaction of its own.
      connection.setAutoCommit(true);
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        return work.with(statement);
      }
    } catch (SQLException e) {
      // The driver's own words may quote what was to be stored.
      throw new StoreUnavailableException(
          "the database failed: SQL state " + e.getSQLState() + ", code " + e.getErrorCode(), e);
    } catch (InvalidMessageException e) {
      throw new StoreUnavailableException("a stored row is not a message", e);
    }
  }

  /** What is done with a statement. */
  @FunctionalInterface
  private interface Work<T> {
    T with(PreparedStatement statement) throws SQLException;
  }
}
