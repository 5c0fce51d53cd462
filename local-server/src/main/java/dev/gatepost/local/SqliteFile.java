package dev.gatepost.local;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.gatepost.messages.StoreUnavailableException;
import dev.gatepost.messages.jdbc.JdbcMessageStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * Messages in one SQLite file. What was answered with success survives a crash and a power cut.
 * Several processes may use the file at once: they take turns at writing.
 */
final class SqliteFile implements StoreSetting {
  private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(5);
  private static final String TABLES =
      """
      SELECT COUNT(*) AS all_of_them, COUNT(CASE WHEN name = 'messages' THEN 1 END) AS ours
      FROM sqlite_master WHERE type = 'table'""";

  private final Path file;
  private final SqliteConnections connections;

  private SqliteFile(Path file, Duration busyTimeout) {
    this.file = file;
    this.connections = new SqliteConnections(file, busyTimeout);
  }

  /**
   * The database in this file, which need not be there yet.
   *
   * @throws IllegalArgumentException if it cannot be written there
   */
  static SqliteFile at(String path) {
    return at(path, BUSY_TIMEOUT);
  }

  /**
   * As {@link #at(String)}.
   *
   * @param busyTimeout how long to wait for another process that writes
   */
  static SqliteFile at(String path, Duration busyTimeout) {
    Path file = absolute(path);
    if (Files.isDirectory(file)) {
      throw new IllegalArgumentException("is a folder, not a file: " + file);
    }
    // Only the root has none, and that is a folder.
    Path folder = Objects.requireNonNull(file.getParent());
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException("there is no folder " + folder);
    }
    // SQLite writes files of its own beside the database.
    if (!Files.isWritable(folder) || (Files.exists(file) && !Files.isWritable(file))) {
      throw new IllegalArgumentException("cannot be written: " + file);
    }
    return new SqliteFile(file, busyTimeout);
  }

  @Override
  public OpenStore open() {
    Cleanup cleanup = new Cleanup();
    try {
      requireNobodyElses();
      // The writer comes first: it makes the file, and the log that the readers need.
      HikariDataSource writer = cleanup.add(new HikariDataSource(connections.writer()));
      requireWriteAheadLog(writer);
      HikariDataSource readers = cleanup.add(new HikariDataSource(connections.readers()));
      return new OpenStore(
          new JdbcMessageStore(writer, readers),
          registry -> {
            writer.setMetricRegistry(registry);
            readers.setMetricRegistry(registry);
          },
          cleanup::close);
    } catch (PoolInitializationException | SQLException | StoreUnavailableException e) {
      cleanup.close();
      throw cannotOpen(e);
    }
  }

  /**
   * Makes sure that the file is there: of a name that was mistyped, SQLite would make an empty one.
   *
   * @throws CannotStartException if it is not
   */
  void requireThere() {
    if (!Files.isRegularFile(file)) {
      throw new CannotStartException("there is no database " + file);
    }
  }

  /** What copies this database. */
  SqliteBackup backup() {
    return new SqliteBackup(file, connections);
  }

  // Before the writer is opened, which changes the mode of the file, whoever owns it.
  private void requireNobodyElses() throws SQLException {
    try (Connection connection = connections.one();
        Statement statement = connection.createStatement();
        ResultSet tables = statement.executeQuery(TABLES)) {
      if (tables.getInt("all_of_them") > 0 && tables.getInt("ours") == 0) {
        throw new SQLException("it holds the tables of something else");
      }
    }
  }

  // SQLite keeps its old mode without an error where a file system cannot share memory.
  private static void requireWriteAheadLog(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet mode = statement.executeQuery("PRAGMA journal_mode")) {
      if (!mode.getString(1).equals("wal")) {
        throw new SQLException("its file system does not take a write-ahead log");
      }
    }
  }

  private CannotStartException cannotOpen(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new CannotStartException(
        "the database %s cannot be opened: %s".formatted(file, cause.getMessage()), e);
  }

  private static Path absolute(String path) {
    // The driver would take what follows a question mark for settings of its own.
    if (path.isBlank() || path.contains("?")) {
      throw new IllegalArgumentException("give a path, as in sqlite:./gatepost.db");
    }
    try {
      return Path.of(path).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException("not a path: " + path, e);
    }
  }
}
