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

  /**
   * Starts one with its data in a folder. Ends the test where the machine cannot: as skipped, or as
   * failed where {@code GATEPOST_REQUIRE_POSTGRES=true}.
   */
  static TestPostgres startIn(Path folder) {
    try {
      return new TestPostgres(folder.resolve("postgres"), 0);
    } catch (IllegalStateException | UncheckedIOException e) {
      // There is none for this kind of machine, or this user may not run it.
      return MissingPart.endTest(
          "PostgreSQL tests",
          "PostgreSQL cannot be started: " + e.getMessage(),
          "GATEPOST_REQUIRE_POSTGRES");
    }
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
