package dev.gatepost.local;

import com.zaxxer.hikari.HikariConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;

/** The connections to one SQLite file: how many there are, and what each is set to. */
final class SqliteConnections {
  // A query takes 0.1 ms of CPU: more readers than processors gain nothing.
  private static final int READERS = 8;
  // What the log is cut back to when its content has gone into the database.
  private static final int MAX_LOG_BYTES = 16 * 1024 * 1024;

  private final Path file;
  private final Duration busyTimeout;

  /**
   * Connections to this file.
   *
   * @param busyTimeout how long to wait for another process that writes
   */
  SqliteConnections(Path file, Duration busyTimeout) {
    this.file = file;
    this.busyTimeout = busyTimeout;
  }

  /** The one that is written with. It turns the file to write-ahead mode. */
  HikariConfig writer() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    // Begun as a reader, a transaction could not always go on to write when another process writes.
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.setJournalSizeLimit(MAX_LOG_BYTES);
    HikariConfig pool = pool("sqlite-writer", config, 1);
    pool.setExceptionOverride(new EvictionOnFault());
    // SQLite does not wait by itself for another process that turns the file at the same time.
    pool.setInitializationFailTimeout(busyTimeout.toMillis());
    return pool;
  }

  /** Those that are read with. */
  HikariConfig readers() {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(true);
    HikariConfig pool = pool("sqlite-readers", config, READERS);
    pool.setReadOnly(true);
    return pool;
  }

  /** One for the caller to close, that changes no mode of the file. */
  Connection one() throws SQLException {
    return source(new SQLiteConfig()).getConnection();
  }

  private HikariConfig pool(String name, SQLiteConfig config, int connections) {
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(source(config));
    pool.setMaximumPoolSize(connections);
    pool.setConnectionTimeout(busyTimeout.toMillis());
    pool.setPoolName(name);
    return pool;
  }

  private SQLiteDataSource source(SQLiteConfig config) {
    config.setBusyTimeout((int) busyTimeout.toMillis());
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return source;
  }
}
