package dev.gatepost.messages.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatepost.messages.Message;
import dev.gatepost.messages.MessageStore;
import dev.gatepost.messages.StoreUnavailableException;
import dev.gatepost.messages.testkit.MessageStoreContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

class JdbcMessageStoreTest extends MessageStoreContract {
  private static final Message MESSAGE =
      new Message("01JGFJJZ000000000000000000", "ada", "a secret", Instant.EPOCH);

  @TempDir private Path directory;

  @Override
  protected MessageStore store() {
    return open(new SQLiteDataSource());
  }

  @Test
  void keeps_messages_in_the_file() {
    store().add(MESSAGE);

    MessageStore reopened = store();

    assertThat(reopened.find(MESSAGE.id())).contains(MESSAGE);
  }

  @Test
  void commits_where_the_data_source_does_not() {
    open(new WithoutAutoCommit()).add(MESSAGE);

    assertThat(store().find(MESSAGE.id())).contains(MESSAGE);
  }

  @Test
  void gives_every_connection_back_even_after_a_fault() throws Exception {
    Counting dataSource = new Counting();
    MessageStore store = open(dataSource);
    store.add(MESSAGE);
    store.find(MESSAGE.id());
    store.newest(1);
    store.newestBefore(MESSAGE.id(), 1);
    assertThatThrownBy(() -> store.add(MESSAGE)).isInstanceOf(StoreUnavailableException.class);

    assertThat(dataSource.given).hasSize(6);
    for (Connection connection : dataSource.given) {
      assertThat(connection.isClosed()).isTrue();
    }
  }

  @Test
  void tells_of_a_fault_without_anyones_words() throws Exception {
    MessageStore store = store();
    execute("DROP TABLE messages");

    assertThatThrownBy(() -> store.add(MESSAGE))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("code 1")
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> store.find(MESSAGE.id()))
        .isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> store.newest(1)).isInstanceOf(StoreUnavailableException.class);
    assertThatThrownBy(() -> store.newestBefore(MESSAGE.id(), 1))
        .isInstanceOf(StoreUnavailableException.class);
  }

  @Test
  void takes_a_row_that_is_no_message_for_a_fault() throws Exception {
    MessageStore store = store();
    execute("INSERT INTO messages VALUES ('x', 'ada', 'a secret', 0)");

    assertThatThrownBy(() -> store.newest(1))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void needs_a_database_to_begin_with() {
    SQLiteDataSource nowhere = new SQLiteDataSource();
    nowhere.setUrl("jdbc:sqlite:" + directory.resolve("missing").resolve("messages.db"));

    assertThatThrownBy(() -> new JdbcMessageStore(nowhere, nowhere))
        .isInstanceOf(StoreUnavailableException.class);
  }

  private MessageStore open(SQLiteDataSource dataSource) {
    configured(dataSource);
    return new JdbcMessageStore(dataSource, dataSource);
  }

  private <T extends SQLiteDataSource> T configured(T dataSource) {
    dataSource.setUrl("jdbc:sqlite:" + directory.resolve("messages.db"));
    dataSource.setJournalMode(JournalMode.WAL.getValue());
    dataSource.setSynchronous(SynchronousMode.FULL.getValue());
    dataSource.setBusyTimeout(10_000);
    dataSource.setTransactionMode("IMMEDIATE");
    return dataSource;
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = configured(new SQLiteDataSource()).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Gives out connections as some pools do. */
  private static final class WithoutAutoCommit extends SQLiteDataSource {
    @Override
    public SQLiteConnection getConnection(String user, String password) throws SQLException {
      SQLiteConnection connection = super.getConnection(user, password);
      connection.setAutoCommit(false);
      return connection;
    }
  }

  /** Remembers the connections that it gave out. */
  private static final class Counting extends SQLiteDataSource {
    private final List<Connection> given = new ArrayList<>();

    @Override
    public SQLiteConnection getConnection(String user, String password) throws SQLException {
      SQLiteConnection connection = super.getConnection(user, password);
      given.add(connection);
      return connection;
    }
  }
}
