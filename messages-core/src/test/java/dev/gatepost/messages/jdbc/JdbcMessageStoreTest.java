package dev.gatepost.messages.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatepost.messages.IdempotencyKey;
import dev.gatepost.messages.Message;
import dev.gatepost.messages.MessageBoard;
import dev.gatepost.messages.MessageStore;
import dev.gatepost.messages.StoreUnavailableException;
import dev.gatepost.messages.testkit.MessageStoreContract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
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
  void names_the_same_version_after_what_kept_and_removed_nothing() {
    MessageStore store = store();
    IdempotencyKey key = new IdempotencyKey("key");
    store.addOnce(MESSAGE, key);
    String version = store.version();

    store.addOnce(new Message("01JGFJJZ000000000000000001", "ada", "again", Instant.EPOCH), key);
    store.restore(List.of(MESSAGE));
    store.removeBefore(MESSAGE.id(), 10);

    assertThat(store.version()).isEqualTo(version);
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
  void fails_while_the_disk_is_full_and_works_again_when_there_is_room() {
    SQLiteDataSource database = new SQLiteDataSource();
    MessageStore store = open(database);
    store.add(MESSAGE);
    database.getConfig().setPragma(SQLiteConfig.Pragma.MAX_PAGE_COUNT, "12");
    MessageBoard board = new MessageBoard(store, Clock.systemUTC());
    List<String> kept = new ArrayList<>(List.of(MESSAGE.id()));

    assertThatThrownBy(
            () -> {
              while (true) {
                kept.add(0, board.post("ada", "x".repeat(2000)).id());
              }
            })
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("code 13");
    assertThat(store.newest(100).messages()).extracting(Message::id).isEqualTo(kept);

    database.getConfig().setPragma(SQLiteConfig.Pragma.MAX_PAGE_COUNT, "1000");
    kept.add(0, board.post("ada", "x".repeat(2000)).id());
    assertThat(store.newest(100).messages()).extracting(Message::id).isEqualTo(kept);
  }

  @Test
  void fails_while_another_process_writes_and_works_again_when_it_has_done() throws Exception {
    SQLiteDataSource database = new SQLiteDataSource();
    MessageStore store = open(database);
    database.getConfig().setBusyTimeout(50);

    try (Connection other = configured(new SQLiteDataSource()).getConnection();
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      assertThatThrownBy(() -> store.add(MESSAGE)).isInstanceOf(StoreUnavailableException.class);
      assertThat(store.newest(1).messages()).isEmpty();
    }

    store.add(MESSAGE);
    assertThat(store.newest(1).messages()).containsExactly(MESSAGE);
  }

  @Test
  void fails_while_the_file_cannot_be_written() {
    SQLiteDataSource database = new SQLiteDataSource();
    MessageStore store = open(database);
    database.getConfig().setReadOnly(true);

    assertThatThrownBy(() -> store.add(MESSAGE)).isInstanceOf(StoreUnavailableException.class);
    assertThat(store.newest(1).messages()).isEmpty();

    database.getConfig().setReadOnly(false);
    store.add(MESSAGE);
    assertThat(store.newest(1).messages()).containsExactly(MESSAGE);
  }

  @Test
  void forgets_keys_whose_time_is_over() throws Exception {
    MessageStore store = store();
    Instant now = Instant.parse("2030-01-01T00:00:00Z");
    store.addOnce(
        new Message("01JGFJJZ000000000000000000", "ada", "x", now), new IdempotencyKey("old"));

    store.addOnce(
        new Message("01JGFJJZ000000000000000001", "ada", "x", now.plus(IdempotencyKey.KEPT)),
        new IdempotencyKey("new"));

    try (Connection connection = configured(new SQLiteDataSource()).getConnection();
        Statement statement = connection.createStatement();
        ResultSet keys = statement.executeQuery("SELECT idempotency_key FROM idempotency_keys")) {
      assertThat(keys.next()).isTrue();
      assertThat(keys.getString(1)).isEqualTo("new");
      assertThat(keys.next()).isFalse();
    }
  }

  @Test
  void forgets_many_keys_in_portions_of_which_each_post_takes_one() throws Exception {
    MessageStore store = store();
    execute(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 350)"
            + " INSERT INTO idempotency_keys SELECT 'ada', 'k' || i, 'x', i FROM n");

    assertThat(oldKeysAfterPost(store, 1)).isEqualTo(150);
    assertThat(oldKeysAfterPost(store, 2)).isZero();
  }

  private int oldKeysAfterPost(MessageStore store, int number) throws SQLException {
    Instant now = Instant.parse("2030-01-01T00:00:00Z");
    store.addOnce(
        new Message("01JGFJJZ00000000000000000" + number, "ada", "x", now),
        new IdempotencyKey("new" + number));
    try (Connection connection = configured(new SQLiteDataSource()).getConnection();
        Statement statement = connection.createStatement();
        ResultSet count =
            statement.executeQuery(
                "SELECT count(*) FROM idempotency_keys WHERE idempotency_key LIKE 'k%'")) {
      count.next();
      return count.getInt(1);
    }
  }

  @Test
  void names_no_version_of_another_database() {
    SQLiteDataSource another = configured(new SQLiteDataSource());
    another.setUrl("jdbc:sqlite:" + directory.resolve("another.db"));

    assertThat(new JdbcMessageStore(another, another).version()).isNotEqualTo(store().version());
  }

  @Test
  void names_no_version_twice_though_a_backup_is_put_back() throws Exception {
    MessageStore store = store();
    execute("VACUUM INTO '" + directory.resolve("backup.db") + "'");
    store.add(MESSAGE);
    String version = store.version();

    SQLiteDataSource backup = configured(new SQLiteDataSource());
    backup.setUrl("jdbc:sqlite:" + directory.resolve("backup.db"));
    MessageStore restored = new JdbcMessageStore(backup, backup);
    restored.add(new Message("01JGFJJZ000000000000000001", "ada", "other", Instant.EPOCH));

    assertThat(restored.version()).isNotEqualTo(version);
  }

  @Test
  void does_not_touch_a_table_of_the_same_name_that_is_anothers() throws Exception {
    execute("CREATE TABLE messages (id INTEGER PRIMARY KEY, author TEXT, text TEXT, sent DATE)");

    assertThatThrownBy(this::store)
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("belongs to something else");

    try (Connection connection = configured(new SQLiteDataSource()).getConnection();
        Statement statement = connection.createStatement();
        ResultSet tables = statement.executeQuery("SELECT COUNT(*) FROM sqlite_master")) {
      assertThat(tables.getInt(1)).isEqualTo(1);
    }
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
