package dev.gatepost.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariDataSource;
import dev.gatepost.messages.IdempotencyKey;
import dev.gatepost.messages.Message;
import dev.gatepost.messages.MessageBoard;
import dev.gatepost.messages.MessageStore;
import dev.gatepost.messages.StoreUnavailableException;
import dev.gatepost.messages.testkit.MessageStoreContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresDatabaseTest extends MessageStoreContract {
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration PATIENT = Duration.ofSeconds(20);

  private final Cleanup database = new Cleanup();
  private final Cleanup open = new Cleanup();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private TestPostgres postgres;

  @BeforeAll
  void startDatabase(@TempDir Path folder) throws Exception {
    postgres = database.add(TestPostgres.startIn(folder));
  }

  @AfterAll
  void stopDatabase() {
    threads.shutdownNow();
    database.close();
  }

  @AfterEach
  void closeStores() {
    open.close();
  }

  @Override
  protected MessageStore store() {
    postgres.empty();
    return another();
  }

  @Test
  void keeps_one_message_under_a_key_though_it_is_sent_to_two_servers() throws Exception {
    MessageBoard one = new MessageBoard(store(), Clock.systemUTC());
    MessageBoard other = new MessageBoard(another(), Clock.systemUTC());
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

  @Test
  void makes_its_tables_once_though_several_servers_start_together() throws Exception {
    postgres.empty();
    List<Callable<String>> starts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      starts.add(() -> another().version());
    }

    assertThat(all(starts)).hasSize(4).containsOnly(another().version());
  }

  @Test
  void gives_up_on_a_database_that_does_not_answer_in_time() throws Exception {
    postgres.empty();
    MessageStore store = opened(database(SHORT));
    MessageBoard board = new MessageBoard(store, Clock.systemUTC());
    Message first = board.post("ada", "first");

    try (Connection locking = postgres.connection();
        Statement statement = locking.createStatement()) {
      locking.setAutoCommit(false);
      statement.execute("LOCK TABLE messages, board IN ACCESS EXCLUSIVE MODE");
      List<Callable<Boolean>> calls = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        calls.add(() -> fails(() -> store.newest(1)));
        calls.add(() -> fails(() -> board.post("ada", "second")));
      }

      assertThat(all(calls)).containsOnly(true);
    }

    assertThat(store.newest(10).messages()).containsExactly(first);
  }

  @Test
  void does_not_wait_for_a_server_that_has_frozen_in_the_middle_of_a_write() throws Exception {
    MessageBoard board = new MessageBoard(store(), Clock.systemUTC());

    try (HikariDataSource pool = database(SHORT).pool("frozen", 1)) {
      Connection frozen = pool.getConnection();
      frozen.setAutoCommit(false);
      frozen.createStatement().execute("UPDATE board SET version = version + 1");

      board.post("ada", "hello");

      assertThatExceptionOfType(SQLException.class).isThrownBy(frozen::commit);
    }

    assertThat(board.newest(10).messages()).hasSize(1);
  }

  @Test
  void lets_the_later_of_two_writers_see_what_the_earlier_wrote_whatever_the_default()
      throws Exception {
    postgres.execute("ALTER DATABASE postgres SET default_transaction_isolation = 'serializable'");
    try {
      keeps_one_message_under_a_key_though_it_is_sent_to_two_servers();
    } finally {
      postgres.execute("ALTER DATABASE postgres RESET default_transaction_isolation");
    }
  }

  @Test
  void does_not_touch_a_table_of_the_same_name_that_is_anothers() {
    postgres.empty();
    postgres.execute("CREATE TABLE messages (id SERIAL, body TEXT)");

    assertThatExceptionOfType(CannotStartException.class)
        .isThrownBy(this::another)
        .withMessageContaining("belongs to something else");
  }

  @Test
  void does_not_start_on_a_database_that_cannot_hold_what_people_write() {
    postgres.execute("DROP DATABASE IF EXISTS latin");
    postgres.execute(
        "CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'");
    String address = postgres.address().replaceAll("/[a-z]+(\\?|$)", "/latin$1");

    assertThatExceptionOfType(CannotStartException.class)
        .isThrownBy(() -> PostgresDatabase.at(address, PATIENT).open())
        .withMessageContaining("its encoding is not UTF8");
  }

  @Test
  void signs_in_with_the_name_and_the_password_of_its_address() throws Exception {
    postgres.addUser("ada l", "p@ss:w/rd+%");

    MessageStore store = opened("ada%20l:p%40ss%3Aw%2Frd+%25");

    assertThat(store.newest(1).messages()).isEmpty();
    assertThatExceptionOfType(CannotStartException.class)
        .isThrownBy(() -> opened("ada%20l:secret"))
        .withMessageContaining("password authentication failed")
        .withMessageNotContaining("secret");
  }

  @Test
  void signs_in_with_the_password_of_a_file_where_the_address_has_none(@TempDir Path folder)
      throws Exception {
    postgres.addUser("eve", "secret");
    Path file = Files.writeString(folder.resolve("pgpass"), "localhost:*:*:eve:secret\n");

    System.setProperty("org.postgresql.pgpassfile", file.toString());
    try {
      assertThat(opened("eve").newest(1).messages()).isEmpty();
    } finally {
      System.clearProperty("org.postgresql.pgpassfile");
    }
  }

  @Test
  void does_not_start_on_a_database_that_is_not_there() {
    assertThatExceptionOfType(CannotStartException.class)
        .isThrownBy(
            () -> PostgresDatabase.at("postgresql://eve:secret@127.0.0.1:1/none", SHORT).open())
        .withMessageContaining("127.0.0.1")
        .withMessageNotContaining("secret");
  }

  @Test
  void does_not_touch_a_database_of_a_newer_version() throws SQLException {
    store();
    open.close();
    postgres.execute("UPDATE schema_steps SET done = 1000");

    assertThatExceptionOfType(CannotStartException.class)
        .isThrownBy(this::another)
        .withMessageContaining("a newer version has made the database");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgresql:",
        "postgresql://",
        "postgresql://user:secret@/x",
        "postgresql://user:secret@host",
        "postgresql://user:secret@host/",
        "postgresql://user:sec ret@host/x",
        "postgresql://user:secret@host:65536/x",
        "postgresql://user:secret@host/x#y",
        "postgresql://user:secret@host/x?options=-c%20search_path=y",
        "postgresql://user:secret@host/x?sslmode=require&options=y"
      })
  void wants_an_address_and_does_not_repeat_it(String setting) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StoreSetting.parse(setting))
        .withMessageNotContaining("sec");
    assertThat(StoreSetting.parse("postgresql://u:secret@host/x"))
        .hasToString("PostgresDatabase[host]");
  }

  private static boolean fails(Callable<?> call) throws Exception {
    try {
      call.call();
      return false;
    } catch (StoreUnavailableException e) {
      return true;
    }
  }

  private MessageStore another() {
    return opened(database(PATIENT));
  }

  private MessageStore opened(String userInfo) {
    postgres.empty();
    return opened(PostgresDatabase.at(postgres.address(userInfo), PATIENT));
  }

  private MessageStore opened(PostgresDatabase database) {
    OpenStore opened = database.open();
    open.add(opened.closing()::run);
    return opened.store();
  }

  private PostgresDatabase database(Duration patience) {
    return PostgresDatabase.at(postgres.address(), patience);
  }

  private <T> List<T> all(List<Callable<T>> calls) throws Exception {
    List<T> results = new ArrayList<>();
    for (Future<T> future : threads.invokeAll(calls)) {
      results.add(future.get());
    }
    return results;
  }
}
