package dev.gatepost.messages.jdbc;

import dev.gatepost.messages.InvalidMessageException;
import dev.gatepost.messages.Listing;
import dev.gatepost.messages.Message;
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

/** Reads messages. Each query is one statement, so what it finds stood so at one moment. */
final class MessageQueries {
  private static final String COLUMNS = "SELECT id, author, text, posted_at FROM messages ";
  private static final String FIND = COLUMNS + "WHERE id = ?";
  private static final String NEWEST = listing("");
  private static final String NEWEST_BEFORE = listing("WHERE id < ? ");
  private static final String VERSION = "SELECT name, version FROM board";

  private final DataSource readers;

  MessageQueries(DataSource readers) {
    this.readers = readers;
  }

  Optional<Message> find(String id) {
    return query(
        FIND,
        statement -> statement.setString(1, id),
        rows -> rows.next() ? Optional.of(message(rows)) : Optional.empty());
  }

  Listing newest(int limit) {
    return query(NEWEST, statement -> statement.setInt(1, limit), MessageQueries::listing);
  }

  Listing newestBefore(String id, int limit) {
    return query(
        NEWEST_BEFORE,
        statement -> {
          statement.setString(1, id);
          statement.setInt(2, limit);
        },
        MessageQueries::listing);
  }

  String version() {
    return query(
        VERSION,
        statement -> {},
        rows -> {
          rows.next();
          return version(rows);
        });
  }

  // The version is there even where no message is.
  private static String listing(String where) {
    return "SELECT id, author, text, posted_at, name, version FROM board LEFT JOIN ("
        + COLUMNS
        + where
        + "ORDER BY id DESC LIMIT ?) AS listed ON 1 = 1 ORDER BY id DESC";
  }

  private static Listing listing(ResultSet rows) throws SQLException {
    List<Message> messages = new ArrayList<>();
    String version = "";
    while (rows.next()) {
      version = version(rows);
      if (rows.getString("id") != null) {
        messages.add(message(rows));
      }
    }
    return new Listing(messages, version);
  }

  private static String version(ResultSet rows) throws SQLException {
    return rows.getString("name") + "-" + rows.getLong("version");
  }

  private static Message message(ResultSet rows) throws SQLException {
    return new Message(
        rows.getString("id"),
        rows.getString("author"),
        rows.getString("text"),
        Instant.ofEpochMilli(rows.getLong("posted_at")));
  }

  private <T> T query(String sql, Parameters parameters, Rows<T> result) {
    try (Connection connection = readers.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      parameters.set(statement);
      try (ResultSet rows = statement.executeQuery()) {
        return result.read(rows);
      }
    } catch (SQLException e) {
      throw DatabaseFaults.unavailable(e);
    } catch (InvalidMessageException e) {
      throw new StoreUnavailableException("a stored row is not a message", e);
    }
  }

  /** What a query is given. */
  @FunctionalInterface
  private interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  /** What is made of a query's rows. */
  @FunctionalInterface
  private interface Rows<T> {
    T read(ResultSet rows) throws SQLException;
  }
}
