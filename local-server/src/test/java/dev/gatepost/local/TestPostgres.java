package dev.gatepost.local;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** A PostgreSQL of its own, on a free port of this machine, that can be stopped and started. */
final class TestPostgres implements AutoCloseable {
  private static final String INVALID_PASSWORD = "28P01";
  private static final String NO_PASSWORD = "08004";

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
      throw MissingPart.of(
          "PostgreSQL tests",
          "PostgreSQL cannot be started: " + e.getMessage(),
          "GATEPOST_REQUIRE_POSTGRES");
    }
  }

  /** As people give it to the server. */
  String address() {
    return address("postgres:any");
  }

  /** Its address for somebody in particular, given as it is to stand in a URL. */
  String address(String userInfo) {
    return "postgresql://" + userInfo + "@localhost:" + port + "/postgres";
  }

  /** Adds somebody who may do anything, with a password, which nobody else needs. */
  void addUser(String name, String password) throws IOException, SQLException {
    execute("CREATE ROLE \"" + name + "\" SUPERUSER LOGIN PASSWORD '" + password + "'");
    Path rules = folder.resolve("pg_hba.conf");
    String rule = "host all \"" + name + "\" all scram-sha-256\n";
    Files.writeString(rules, rule + Files.readString(rules));
    execute("SELECT pg_reload_conf()");
    while (isLetInWithout(name)) {
      Thread.onSpinWait();
    }
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

  // It reads its rules again in its own time.
  private boolean isLetInWithout(String name) throws SQLException {
    try (Connection connection = running.getDatabase(name, "postgres").getConnection()) {
      return connection.isValid(1);
    } catch (SQLException e) {
      if (INVALID_PASSWORD.equals(e.getSQLState()) || NO_PASSWORD.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
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
