package dev.gatepost.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.gatepost.messages.IdempotencyKey;
import dev.gatepost.messages.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoreSettingTest {
  private static final Message MESSAGE =
      new Message(
          "01M88CV851REK5KY5MNTTWWDHB", "ada", "hello", Instant.parse("2030-01-01T00:00:00Z"));

  private static final Message LATER =
      new Message(
          "01M88CV851REK5KY5MNTTWWDHC", "ada", "later", Instant.parse("2030-01-01T00:00:00Z"));

  @TempDir private Path folder;

  @Test
  void keeps_messages_in_a_file_from_one_opening_to_the_next() {
    String setting = "sqlite:" + folder.resolve("a b.db");
    OpenStore first = StoreSetting.parse(setting).open();
    first.store().add(MESSAGE);
    first.closing().run();

    OpenStore second = StoreSetting.parse(setting).open();

    assertThat(second.store().find(MESSAGE.id())).contains(MESSAGE);
    second.closing().run();
  }

  @Test
  void lets_two_processes_use_one_file() {
    // As two processes do: nothing is shared but the file.
    String setting = "sqlite:" + folder.resolve("gatepost.db");
    OpenStore one = StoreSetting.parse(setting).open();
    OpenStore other = StoreSetting.parse(setting).open();
    IdempotencyKey key = new IdempotencyKey("key");

    one.store().addOnce(MESSAGE, key);

    assertThat(other.store().newest(10)).isEqualTo(one.store().newest(10));
    assertThat(other.store().addOnce(LATER, key)).isEqualTo(MESSAGE);
    other.store().add(LATER);
    assertThat(one.store().newest(10).messages()).containsExactly(LATER, MESSAGE);
    one.closing().run();
    other.closing().run();
  }

  @Test
  void takes_over_the_database_of_the_first_version() throws SQLException {
    Path file = folder.resolve("gatepost.db");
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE messages (id VARCHAR(26) NOT NULL PRIMARY KEY, author VARCHAR(255) NOT NULL,"
              + " text VARCHAR(2000) NOT NULL, posted_at BIGINT NOT NULL)");
      statement.execute(
          "INSERT INTO messages VALUES ('" + MESSAGE.id() + "', 'ada', 'hello', 1893456000000)");
    }

    OpenStore store = StoreSetting.parse("sqlite:" + file).open();

    assertThat(store.store().newest(10).messages()).containsExactly(MESSAGE);
    store.store().add(LATER);
    store.closing().run();
  }

  @Test
  void does_not_touch_the_database_of_a_newer_version() throws SQLException {
    Path file = folder.resolve("gatepost.db");
    StoreSetting.parse("sqlite:" + file).open().closing().run();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement statement = connection.createStatement()) {
      statement.execute("UPDATE schema_steps SET done = 1000");
    }

    assertThatExceptionOfType(CannotStartException.class)
        .isThrownBy(() -> StoreSetting.parse("sqlite:" + file).open())
        .withMessageContaining("a newer version has made the database");
  }

  @Test
  void forgets_messages_in_memory() {
    StoreSetting.parse("memory:").open().store().add(MESSAGE);

    assertThat(StoreSetting.parse("memory:").open().store().newest(1).messages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"mysql://user:secret@db/x", "dynamodb:table", "memory", "memory:x", "x", ":"})
  void says_which_stores_there_are(String setting) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StoreSetting.parse(setting))
        .withMessageStartingWith(
            "this server knows sqlite:PATH, postgresql://… and memory: but not ")
        .withMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(strings = {"sqlite:", "sqlite:  ", "sqlite:a.db?mode=ro", "sqlite:a\0b"})
  void wants_a_plain_path(String setting) {
    assertThatIllegalArgumentException().isThrownBy(() -> StoreSetting.parse(setting));
  }

  @Test
  void says_what_is_wrong_with_a_path() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StoreSetting.parse("sqlite:" + folder.resolve("none/x.db")))
        .withMessage("there is no folder %s", folder.resolve("none"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> StoreSetting.parse("sqlite:" + folder))
        .withMessage("is a folder, not a file: %s", folder);
  }

  @Test
  void does_not_start_on_a_file_that_is_something_else() throws IOException {
    Path file = Files.writeString(folder.resolve("notes.txt"), "no database ".repeat(100));

    assertThatExceptionOfType(CannotStartException.class)
        .isThrownBy(() -> StoreSetting.parse("sqlite:" + file).open())
        .withMessageContaining("cannot be opened")
        .withMessageContaining("not a database");
    assertThat(file).hasContent("no database ".repeat(100));
  }
}
