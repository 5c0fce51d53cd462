package dev.gatepost.local;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.gatepost.messages.StoreUnavailableException;
import dev.gatepost.messages.jdbc.JdbcMessageStore;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/**
 * Messages in one SQLite file. What was answered with success survives a crash and a power cut.
 * Several processes may use the file at once: they take turns at writing.
 */
final class SqliteFile implements StoreSetting {
  private static final Duration BUSY_TIMEOUT = Duration.ofSeconds(5);
  // A query takes 0.1 ms of CPU: more readers than processors gain nothing.
  private static final int READERS = 8;
  // What the log is cut back to when its content has gone into the database.
  private static final int MAX_LOG_BYTES = 16 * 1024 * 1024;

  private final Path file;

  private SqliteFile(Path file) {
    this.file = file;
  }

  /**
   * The database in this file, which need not be there yet.
   *
   * @throws IllegalArgumentException if it cannot be written there
   */
  static SqliteFile at(String path) {
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
    return new SqliteFile(file);
  }

  @Override
  public OpenStore open() {
    Cleanup cleanup = new Cleanup();
    try {
      // The writer comes first: it makes the file, and the log that the readers need.
      HikariDataSource writer = cleanup.add(new HikariDataSource(writer()));
      requireWriteAheadLog(writer);
      HikariDataSource readers = cleanup.add(new HikariDataSource(readers()));
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
   * Copies the database as it stands, while others may go on writing to it.
   *
   * @param copy a file that must not be there yet
   * @throws CannotStartException if it cannot be copied
   */
  void backUp(Path copy) {
    SQLiteDataSource source = new SQLiteDataSource();
    source.setUrl("jdbc:sqlite:" + file);
    source.setBusyTimeout((int) BUSY_TIMEOUT.toMillis());
    try (Connection connection = source.getConnection();
        PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
      vacuum.setString(1, copy.toString());
      vacuum.execute();
    } catch (SQLException e) {
      throw new CannotStartException(
          "%s cannot be copied to %s: %s".formatted(file, copy, e.getMessage()), e);
    }
  }

  private HikariConfig writer() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    // Begun as a reader, a transaction could not always go on to write when another process writes.
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.setJournalSizeLimit(MAX_LOG_BYTES);
    HikariConfig pool = pool("sqlite-writer", config, 1);
    pool.setExceptionOverride(new EvictionOnFault());
    return pool;
  }

  private HikariConfig readers() {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    HikariConfig pool = pool("sqlite-readers", config, READERS);
    pool.setReadOnly(true);
    return pool;
  }

  private HikariConfig pool(String name, SQLiteConfig config, int connections) {
    config.setBusyTimeout((int) BUSY_TIMEOUT.toMillis());
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(source);
    pool.setMaximumPoolSize(connections);
    pool.setConnectionTimeout(BUSY_TIMEOUT.toMillis());
    pool.setPoolName(name);
    return pool;
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
