package dev.gatepost.local;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.gatepost.messages.StoreUnavailableException;
import dev.gatepost.messages.jdbc.JdbcMessageStore;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Messages in a PostgreSQL database, which several servers may share. While it is out of reach,
 * calls fail within seconds; when it is back, they work again.
 */
final class PostgresDatabase implements StoreSetting {
  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final int READERS = 8;
  private static final int MAX_PORT = 65_535;

  private final URI address;
  private final Duration patience;

  private PostgresDatabase(URI address, Duration patience) {
    this.address = address;
    this.patience = patience;
  }

  /**
   * The database at an address such as {@code postgresql://user:password@host:5432/name}. What
   * follows a question mark is handed to the driver, for example {@code sslmode=verify-full}.
   *
   * @throws IllegalArgumentException if it is not of this form; the message does not quote it
   */
  static PostgresDatabase at(String text) {
    return at(text, PATIENCE);
  }

  /**
   * As {@link #at(String)}.
   *
   * @param patience how long to wait for a connection, and then again for a statement
   */
  static PostgresDatabase at(String text, Duration patience) {
    try {
      URI address = new URI(text);
      if (address.getHost() == null
          || address.getPath().length() < 2
          || address.getPort() > MAX_PORT
          || address.getRawFragment() != null) {
        throw new IllegalArgumentException(
            "give it as postgresql://USER:PASSWORD@HOST:PORT/DATABASE");
      }
      if (("&" + address.getRawQuery()).contains("&options=")) {
        throw new IllegalArgumentException(
            "its options are the server's own, for time-outs; for a schema use currentSchema=NAME");
      }
      return new PostgresDatabase(address, patience);
    } catch (URISyntaxException e) {
      // Its message quotes the text, and with it the password.
      throw new IllegalArgumentException(
          "is not a URL; write reserved characters of a password as %40 and the like");
    }
  }

  @Override
  public OpenStore open() {
    Cleanup cleanup = new Cleanup();
    try {
      HikariDataSource writer = cleanup.add(pool("postgresql-writer", 1));
      requireUtf8(writer);
      HikariDataSource readers = cleanup.add(pool("postgresql-readers", READERS));
      return new OpenStore(
          new JdbcMessageStore(writer, readers),
          registry -> {
            writer.setMetricRegistry(registry);
            readers.setMetricRegistry(registry);
          },
          cleanup::close);
    } catch (PoolInitializationException | StoreUnavailableException e) {
      cleanup.close();
      throw new CannotStartException(
          "the database at %s cannot be used: %s".formatted(address.getHost(), reason(e)), e);
    }
  }

  // Any other cannot hold what people write, and one who tries would spoil the group for all.
  private static void requireUtf8(DataSource database) {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SHOW server_encoding")) {
      row.next();
      if (!row.getString(1).equals("UTF8")) {
        throw new StoreUnavailableException("its encoding is not UTF8");
      }
    } catch (SQLException e) {
      throw new StoreUnavailableException("its encoding could not be asked for", e);
    }
  }

  /** Opens connections to it. */
  HikariDataSource pool(String name, int connections) {
    HikariConfig pool = new HikariConfig();
    pool.setJdbcUrl("jdbc:postgresql://" + authority() + address.getRawPath() + query());
    credential(0).ifPresent(pool::setUsername);
    credential(1).ifPresent(pool::setPassword);
    pool.addDataSourceProperty("ApplicationName", "gatepost");
    pool.addDataSourceProperty("tcpKeepAlive", "true");
    pool.addDataSourceProperty("connectTimeout", seconds(patience));
    // The database gives up first, and says so; the socket is for when it says nothing at all.
    pool.addDataSourceProperty("options", timeouts());
    pool.addDataSourceProperty("socketTimeout", 2 * seconds(patience));
    pool.setMaximumPoolSize(connections);
    pool.setConnectionTimeout(patience.toMillis());
    pool.setPoolName(name);
    // Whatever the database's own default: writers wait for each other, and then see all that was
    // written.
    pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    return new HikariDataSource(pool);
  }

  // A server that froze, or whose machine is gone, must not keep the others from writing until TCP
  // notices, which takes hours.
  private String timeouts() {
    return "-c statement_timeout=%1$d -c idle_in_transaction_session_timeout=%1$d"
        .formatted(patience.toMillis());
  }

  private static long seconds(Duration duration) {
    return Math.max(1, duration.toSeconds());
  }

  private String authority() {
    String authority = address.getRawAuthority();
    return authority.substring(authority.lastIndexOf('@') + 1);
  }

  private String query() {
    return address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
  }

  /** The user, 0, or the password, 1. */
  private Optional<String> credential(int index) {
    return Optional.ofNullable(address.getRawUserInfo())
        .map(info -> info.split(":", 2))
        .filter(parts -> parts.length > index)
        .map(parts -> URLDecoder.decode(parts[index].replace("+", "%2B"), StandardCharsets.UTF_8));
  }

  private static String reason(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return String.valueOf(cause.getMessage());
  }

  /** Shows the host alone: the address may hold a password. */
  @Override
  public String toString() {
    return "PostgresDatabase[" + address.getHost() + "]";
  }
}
