package dev.gatepost.messages.jdbc;

import dev.gatepost.messages.StoreUnavailableException;
import java.sql.SQLException;

/** Says what a database said, but for words that may quote what was to be stored. */
final class DatabaseFaults {
  private DatabaseFaults() {}

  static StoreUnavailableException unavailable(SQLException e) {
    return new StoreUnavailableException(
        "the database failed: SQL state " + e.getSQLState() + ", code " + e.getErrorCode(), e);
  }
}
