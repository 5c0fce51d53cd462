package dev.gatepost.local;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/**
 * Has a pool close a connection after any fault. On a full disk SQLite ends the transaction by
 * itself, which the driver does not notice: such a connection would never work again.
 */
final class EvictionOnFault implements SQLExceptionOverride {
  // Qualified, for the interface has a type of its own that is called Override.
  @java.lang.Override
  public SQLExceptionOverride.Override adjudicate(SQLException fault) {
    return SQLExceptionOverride.Override.MUST_EVICT;
  }
}
