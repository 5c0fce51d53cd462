package dev.gatepost.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * A copy of a SQLite database, made while others go on writing to it. It is whole, or not there.
 */
final class SqliteBackup {
  private final Path database;
  private final SqliteConnections connections;

  SqliteBackup(Path database, SqliteConnections connections) {
    this.database = database;
    this.connections = connections;
  }

  /**
   * Makes it.
   *
   * @param copy a file that must not be there yet
   * @throws CannotStartException if it cannot be made
   */
  void to(Path copy) {
    // Under another name until it is whole: the rest of a failure must not pass for a backup.
    Path part = copy.resolveSibling(copy.getFileName() + ".part");
    remove(part);
    try {
      copyTo(part);
      Files.move(part, copy);
    } catch (IOException | SQLException e) {
      throw new CannotStartException(
          "%s cannot be copied to %s: %s".formatted(database, copy, e.getMessage()), e);
    } finally {
      remove(part);
    }
  }

  private void copyTo(Path part) throws SQLException {
    try (Connection connection = connections.one();
        PreparedStatement vacuum = connection.prepareStatement("VACUUM INTO ?")) {
      vacuum.setString(1, part.toString());
      vacuum.execute();
    }
  }

  private static void remove(Path part) {
    // Where this fails, the next backup says so.
    boolean unused = part.toFile().delete();
    unused = part.resolveSibling(part.getFileName() + "-journal").toFile().delete();
  }
}
