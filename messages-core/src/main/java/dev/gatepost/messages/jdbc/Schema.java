package dev.gatepost.messages.jdbc;

import dev.gatepost.messages.StoreUnavailableException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * The tables, as a list of steps from an empty database to the newest form. What a database lacks
 * is done in one transaction; of several instances that start at once, one does it.
 */
final class Schema {
  // Stands for a name that no other database has.
  private static final String NEW_NAME = "{new name}";

  // Ids are digits and capital letters alone, which every collation orders as ASCII does. The first
  // step may find its table: it was made before steps were counted.
  private static final List<List<String>> STEPS =
      List.of(
          List.of(
              """
              CREATE TABLE IF NOT EXISTS messages (
                id VARCHAR(26) NOT NULL PRIMARY KEY,
                author VARCHAR(255) NOT NULL,
                text VARCHAR(2000) NOT NULL,
                posted_at BIGINT NOT NULL
              )"""),
          List.of(
              """
              CREATE TABLE board (
                name VARCHAR(36) NOT NULL PRIMARY KEY,
                version BIGINT NOT NULL
              )""",
              "INSERT INTO board (name, version) VALUES ('" + NEW_NAME + "', 0)",
              """
              CREATE TABLE idempotency_keys (
                author VARCHAR(255) NOT NULL,
                idempotency_key VARCHAR(64) NOT NULL,
                message_id VARCHAR(26) NOT NULL,
                posted_at BIGINT NOT NULL,
                PRIMARY KEY (author, idempotency_key)
              )""",
              "CREATE INDEX idempotency_keys_by_age ON idempotency_keys (posted_at)"));

  private static final Set<String> MESSAGE_COLUMNS = Set.of("id", "author", "text", "posted_at");

  private static final String STEPS_DONE =
      "CREATE TABLE IF NOT EXISTS schema_steps (done INTEGER NOT NULL)";

  // Any number does, so long as nobody else who uses the database takes the same.
  private static final String POSTGRESQL_LOCK = "SELECT pg_advisory_xact_lock(7238544015662108)";

  private Schema() {}

  static void prepare(DataSource writer) {
    try (Connection connection = writer.getConnection()) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        lock(connection, statement);
        upgrade(statement);
        requireOurs(connection);
        connection.commit();
      }
    } catch (SQLException e) {
      throw DatabaseFaults.unavailable(e);
    }
  }

  // SQLite locks by itself, with the first statement of an immediate transaction.
  private static void lock(Connection connection, Statement statement) throws SQLException {
    if (connection.getMetaData().getDatabaseProductName().equals("PostgreSQL")) {
      statement.execute(POSTGRESQL_LOCK);
    }
  }

  private static void upgrade(Statement statement) throws SQLException {
    statement.execute(STEPS_DONE);
    int done = stepsDone(statement);
    if (done > STEPS.size()) {
      throw new StoreUnavailableException(
          "a newer version has made the database: its form is %d, and this version knows %d"
              .formatted(done, STEPS.size()));
    }
    if (done == STEPS.size()) {
      return;
    }
    for (List<String> step : STEPS.subList(done, STEPS.size())) {
      for (String sql : step) {
        statement.execute(sql.replace(NEW_NAME, UUID.randomUUID().toString()));
      }
    }
    statement.execute("DELETE FROM schema_steps");
    statement.execute("INSERT INTO schema_steps (done) VALUES (" + STEPS.size() + ")");
  }

  // The first step finds anybody's table of this name, and every call would fail later.
  private static void requireOurs(Connection connection) throws SQLException {
    Set<String> columns = new HashSet<>();
    try (ResultSet rows =
        connection.getMetaData().getColumns(null, connection.getSchema(), "messages", null)) {
      while (rows.next()) {
        columns.add(rows.getString("COLUMN_NAME"));
      }
    }
    if (!columns.containsAll(MESSAGE_COLUMNS)) {
      throw new StoreUnavailableException("its table \"messages\" belongs to something else");
    }
  }

  private static int stepsDone(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("SELECT MAX(done) FROM schema_steps")) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }
}
