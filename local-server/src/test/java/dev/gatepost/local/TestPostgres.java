package dev.gatepost.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL of its own, on a free port of this machine, that can be stopped and started. */
final class TestPostgres implements AutoCloseable {
  private final Path folder;
  private final int port;
  private EmbeddedPostgres running;

  private TestPostgres(Path folder, int port) {
    this.folder = folder;
    this.running = run(folder, port);
    this.port = running.getPort();
  }

  /** Starts one with its data in a folder. */
  static TestPostgres startIn(Path folder) {
    return new TestPostgres(folder.resolve("postgres"), 0);
  }

  /** As people give it to the server. */
  String address() {
    return "postgresql://postgres:any@localhost:" + port + "/postgres";
  }

  /** Takes it away, connections and all. */
  void stop() {
    try {
      running.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Brings it back, with its data and on its port. */
  void startAgain() {
    running = run(folder, port);
  }

  /** Removes all tables. */
  void empty() {
    execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
  }

  void execute(String sql) {
    try (Connection connection = connection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  Connection connection() throws SQLException {
    return running.getPostgresDatabase().getConnection();
  }

  @Override
  public void close() {
    stop();
  }

  private static EmbeddedPostgres run(Path folder, int port) {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(folder)
          .setCleanDataDirectory(false)
          .setPort(port)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
