package dev.gatepost.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatepost.messages.IdempotencyKey;
import dev.gatepost.messages.MessageBoard;
import dev.gatepost.messages.MessageStore;
import dev.gatepost.messages.api.ApiResponse;
import dev.gatepost.messages.api.MessagesApi;
import dev.gatepost.messages.testkit.ApiCases;
import dev.gatepost.messages.testkit.Call;
import dev.gatepost.messages.testkit.MessageStoreContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file as the server uses it. Two stores on it share no more than two processes do. */
class SqliteFileTest extends MessageStoreContract {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration PATIENT = Duration.ofSeconds(30);

  private static final int MAX_LOG = 16 * 1024 * 1024;

  private final Cleanup open = new Cleanup();
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @TempDir private Path folder;

  @AfterEach
  void close() {
    threads.shutdownNow();
    open.close();
  }

  @Override
  protected MessageStore store() {
    return store(PATIENT);
  }

  @Test
  void keeps_one_message_under_a_key_though_it_is_sent_to_two_processes() throws Exception {
    MessageBoard one = new MessageBoard(store(), Clock.systemUTC());
    MessageBoard other = new MessageBoard(store(), Clock.systemUTC());
    List<Callable<String>> posts = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      IdempotencyKey key = new IdempotencyKey("key-" + i);
      posts.add(() -> one.post("ada", "hello", key).message().id());
      posts.add(() -> other.post("ada", "hello", key).message().id());
    }

    List<String> ids = all(posts);

    for (int i = 0; i < ids.size(); i += 2) {
      assertThat(ids.get(i)).isEqualTo(ids.get(i + 1));
    }
    assertThat(one.newest(200).messages()).hasSize(100);
    assertThat(one.version()).isEqualTo(other.version());
  }

  @RepeatedTest(5)
  void makes_its_tables_once_though_several_processes_start_together() throws Exception {
    List<Callable<String>> starts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      starts.add(() -> store().version());
    }

    assertThat(all(starts)).hasSize(4).containsOnly(store().version());
  }

  @Test
  void answers_503_while_another_process_holds_the_file_and_goes_on_when_it_lets_go()
      throws Exception {
    MessagesApi api = ApiCases.api(store(SHORT));
    String hello = "{\"text\":\"hello\"}";

    try (Connection other = DriverManager.getConnection(url());
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN IMMEDIATE");
      for (int i = 0; i < 3; i++) {
        assertIsUnavailable(api.handle(Call.post().bearer().json(hello).request()));
      }
      assertThat(api.handle(Call.get("/api/messages").bearer().request()).status()).isEqualTo(200);
      statement.execute("ROLLBACK");
    }

    assertThat(api.handle(Call.post().bearer().json(hello).request()).status()).isEqualTo(201);
    assertThat(store().newest(10).messages()).hasSize(1);
  }

  @Test
  void answers_503_while_there_is_no_room_and_goes_on_when_there_is() throws Exception {
    MessageStore store = store();
    MessagesApi api = ApiCases.api(store);
    String hello = "{\"text\":\"hello\"}";

    // As SQLite does on a full disk: it ends the transaction by itself.
    execute(
        "CREATE TRIGGER full BEFORE INSERT ON messages BEGIN SELECT RAISE(ROLLBACK, 'full'); END");
    for (int i = 0; i < 3; i++) {
      assertIsUnavailable(api.handle(Call.post().bearer().json(hello).request()));
    }
    assertThat(store.newest(10).messages()).isEmpty();
    execute("DROP TRIGGER full");

    assertThat(api.handle(Call.post().bearer().json(hello).request()).status()).isEqualTo(201);
    assertThat(store.newest(10).messages()).hasSize(1);
  }

  @Test
  void writes_so_that_a_commit_outlives_a_power_cut() throws Exception {
    try (HikariDataSource writer =
            new HikariDataSource(new SqliteConnections(file(), PATIENT).writer());
        Connection connection = writer.getConnection()) {
      assertThat(pragma(connection, "journal_mode")).isEqualTo("wal");
      assertThat(pragma(connection, "synchronous")).as("FULL").isEqualTo("2");
    }
  }

  @Test
  void cuts_its_log_back_when_a_long_reader_has_let_it_grow() throws Exception {
    MessageBoard board = new MessageBoard(store(), Clock.systemUTC());
    Path log = folder.resolve("gatepost.db-wal");
    board.post("ada", "first");

    try (Connection reader = DriverManager.getConnection(url());
        Statement statement = reader.createStatement()) {
      statement.execute("BEGIN");
      statement.executeQuery("SELECT COUNT(*) FROM messages").next();
      while (Files.size(log) <= MAX_LOG) {
        board.post("ada", "x".repeat(2_000));
      }
    }
    // The first takes the log's content into the database, the next begins the log again.
    board.post("ada", "last but one");
    board.post("ada", "last");

    assertThat(log).hasSize(MAX_LOG);
  }

  @Test
  void does_not_touch_the_database_of_something_else() throws Exception {
    execute("CREATE TABLE bookmarks (url TEXT)");
    byte[] before = Files.readAllBytes(file());

    assertThatExceptionOfType(CannotStartException.class)
        .isThrownBy(this::store)
        .withMessageContaining("it holds the tables of something else");

    assertThat(file()).hasBinaryContent(before);
  }

  private static void assertIsUnavailable(ApiResponse answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers())
        .containsKey("retry-after")
        .containsEntry("content-type", "application/problem+json");
  }

  private MessageStore store(Duration busyTimeout) {
    OpenStore opened = SqliteFile.at(file().toString(), busyTimeout).open();
    open.add(opened.closing()::run);
    return opened.store();
  }

  private Path file() {
    return folder.resolve("gatepost.db");
  }

  private String url() {
    return "jdbc:sqlite:" + file();
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String pragma(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet value = statement.executeQuery("PRAGMA " + name)) {
      return value.getString(1);
    }
  }

  private <T> List<T> all(List<Callable<T>> calls) throws Exception {
    List<T> results = new ArrayList<>();
    for (Future<T> future : threads.invokeAll(calls)) {
      results.add(future.get());
    }
    return results;
  }
}
