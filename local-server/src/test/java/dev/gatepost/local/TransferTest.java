package dev.gatepost.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.messages.Message;
import dev.gatepost.messages.MessageBoard;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class TransferTest {
  private final StringWriter err = new StringWriter();

  @TempDir private Path folder;

  @Test
  void what_is_exported_from_one_store_is_imported_into_another() {
    filled("one", 2_345);

    assertThat(run("export", "--store=" + store("one"), file())).isZero();
    assertThat(err.toString()).contains("2,345 messages exported");
    assertThat(run("import", "--store=" + store("other"), file())).isZero();
    assertThat(err.toString()).contains("2,345 messages imported");

    assertThat(messages("other")).hasSize(2_345).isEqualTo(messages("one"));
  }

  @Test
  void an_import_that_is_done_again_changes_nothing() throws IOException {
    filled("one", 5);
    run("export", "--store=" + store("one"), file());
    Path part = folder.resolve("part.jsonl");
    Files.write(part, Files.readAllLines(Path.of(file())).subList(2, 4));

    run("import", "--store=" + store("other"), part.toString());
    assertThat(run("import", "--store=" + store("other"), file())).isZero();
    assertThat(err.toString()).endsWith("3 messages imported" + System.lineSeparator());
    assertThat(run("import", "--store=" + store("other"), file())).isZero();

    assertThat(messages("other")).isEqualTo(messages("one"));
  }

  @Test
  void an_export_is_a_line_of_json_for_each_message() throws IOException {
    filled("one", 1);

    run("export", "--store=" + store("one"), file());

    assertThat(Files.readString(Path.of(file())))
        .matches(
            "\\{\"id\":\"[0-9A-Z]{26}\",\"author\":\"ada\",\"text\":\"text 0 \uD83D\uDE00\","
                + "\"postedAt\":\"[0-9T:.-]+Z\"}\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a secret",
        "{}",
        "[]",
        "{\"id\":\"01M88CV851REK5KY5MNTTWWDHB\"}",
        "{\"id\":\"x\",\"author\":\"a\",\"text\":\"a secret\",\"postedAt\":\"2030-01-01T00:00:00Z\"}",
        "{\"id\":\"01M88CV851REK5KY5MNTTWWDHB\",\"author\":\"a\",\"text\":\"x\",\"postedAt\":\"secret\"}",
        "{\"id\":\"01M88CV851REK5KY5MNTTWWDHB\",\"author\":\"a\",\"text\":\"x\",\"postedAt\":\"+1000000000-12-31T23:59:59Z\"}",
        "{\"id\":1,\"author\":\"a\",\"text\":\"x\",\"postedAt\":\"2030-01-01T00:00:00Z\"}"
      })
  void an_import_names_the_line_that_is_no_message_and_keeps_what_came_before(String bad)
      throws IOException {
    filled("one", 1);
    run("export", "--store=" + store("one"), file());
    Files.writeString(Path.of(file()), Files.readString(Path.of(file())) + bad + "\n");

    assertThat(run("import", "--store=" + store("other"), file())).isEqualTo(1);

    assertThat(err.toString()).contains("gatepost: line 2: ").doesNotContain("secret");
    assertThat(messages("other")).hasSize(1);
  }

  @Test
  @Timeout(60)
  void a_backup_holds_what_was_acknowledged_before_while_others_go_on_posting() throws Exception {
    OpenStore open = StoreSetting.parse(store("one")).open();
    MessageBoard board = new MessageBoard(open.store(), Clock.systemUTC());
    AtomicBoolean over = new AtomicBoolean();
    Thread writer =
        new Thread(
            () -> {
              while (!over.get()) {
                board.post("ada", "meanwhile");
              }
            });
    writer.start();
    Message last = board.post("ada", "last");

    int exitCode = run("backup", "--store=" + store("one"), folder.resolve("copy.db").toString());

    over.set(true);
    writer.join();
    open.closing().run();
    assertThat(exitCode).isZero();
    List<Message> kept = messages("copy");
    assertThat(kept).contains(last);
    assertThat(messages("one")).endsWith(kept.toArray(Message[]::new));
    filled("copy", 1);
    assertThat(messages("copy")).hasSize(kept.size() + 1);
  }

  @Test
  void a_backup_overwrites_nothing() {
    filled("one", 1);
    filled("copy", 1);
    String copy = folder.resolve("copy.db").toString();

    assertThat(run("backup", "--store=" + store("one"), copy)).isEqualTo(1);
    assertThat(err.toString()).contains("is there already");
    assertThat(run("backup", "--store=postgresql://u:secret@db/x", copy)).isEqualTo(2);
    assertThat(err.toString()).contains("pg_dump").doesNotContain("secret");
    assertThat(run("backup", "--store=" + store("one"), "/no/such/copy.db")).isEqualTo(1);
    assertThat(err.toString()).contains("cannot be copied");
  }

  @Test
  void an_export_overwrites_nothing_least_of_all_the_database() {
    filled("one", 3);
    String database = folder.resolve("one.db").toString();

    assertThat(run("export", "--store=" + store("one"), database)).isEqualTo(1);
    assertThat(err.toString()).contains("is there already");
    assertThat(run("export", "--store=" + store("one"), file())).isZero();
    assertThat(run("export", "--store=" + store("one"), file())).isEqualTo(1);
    assertThat(run("export", "--store=" + store("one"), "/dev/null")).isZero();

    assertThat(messages("one")).hasSize(3);
  }

  @Test
  void a_backup_of_the_first_form_of_the_database_is_one_too() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:" + store("one"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE TABLE messages (id, author, text, posted_at)");
    }

    assertThat(run("backup", "--store=" + store("one"), folder.resolve("copy.db").toString()))
        .as(err.toString())
        .isZero();
  }

  @Test
  void what_is_left_of_a_backup_that_failed_is_removed_and_does_not_hinder_the_next()
      throws IOException {
    filled("one", 1);
    Path part = Files.writeString(folder.resolve("copy.db.part"), "half a copy");
    Path journal = Files.writeString(folder.resolve("copy.db.part-journal"), "its journal");

    assertThat(run("backup", "--store=" + store("one"), folder.resolve("copy.db").toString()))
        .as(err.toString())
        .isZero();

    assertThat(messages("copy")).isEqualTo(messages("one"));
    assertThat(part).doesNotExist();
    assertThat(journal).doesNotExist();
  }

  @Test
  void a_backup_that_fails_leaves_nothing_behind() throws IOException {
    filled("broken", 500);
    Path database = folder.resolve("broken.db");
    byte[] bytes = Files.readAllBytes(database);
    Arrays.fill(bytes, bytes.length / 2, bytes.length, (byte) 0xff);
    Files.write(database, bytes);
    String copy = folder.resolve("copy.db").toString();

    assertThat(run("backup", "--store=" + store("broken"), copy)).isEqualTo(1);

    assertThat(folder).isDirectoryNotContaining("glob:**copy*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"backup", "export"})
  void a_database_that_is_not_there_is_not_taken_for_an_empty_one(String tool) {
    assertThat(run(tool, "--store=" + store("mistyped"), file())).isEqualTo(1);

    assertThat(err.toString()).contains("there is no database").contains("mistyped.db");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void an_import_takes_nothing_that_is_not_utf_8() throws IOException {
    filled("one", 1);
    run("export", "--store=" + store("one"), file());
    Files.write(Path.of(file()), new byte[] {(byte) 0xe4, '\n'}, StandardOpenOption.APPEND);

    assertThat(run("import", "--store=" + store("other"), file())).isEqualTo(1);

    assertThat(err.toString()).contains("gatepost: line 2: it is not UTF-8");
    assertThat(messages("other")).hasSize(1);
  }

  @Test
  void tools_say_what_they_cannot_use() {
    assertThat(run("import", "--store=" + store("one"), "/no/such/file")).isEqualTo(1);
    assertThat(err.toString()).contains("/no/such/file");
    assertThat(run("export", "--store=memory:", file())).isEqualTo(2);
    assertThat(err.toString()).contains("MESSAGES_STORE: what is in memory");
    assertThat(run("export", "--store=x", file())).isEqualTo(2);
  }

  private void filled(String name, int count) {
    OpenStore open = StoreSetting.parse(store(name)).open();
    MessageBoard board = new MessageBoard(open.store(), Clock.systemUTC());
    for (int i = 0; i < count; i++) {
      board.post("ada", "text " + i + " \uD83D\uDE00");
    }
    open.closing().run();
  }

  private List<Message> messages(String name) {
    OpenStore open = StoreSetting.parse(store(name)).open();
    List<Message> messages = open.store().newest(1_000_000).messages();
    open.closing().run();
    return messages;
  }

  private String store(String name) {
    return "sqlite:" + folder.resolve(name + ".db");
  }

  private String file() {
    return folder.resolve("messages.jsonl").toString();
  }

  private int run(String... arguments) {
    CommandLine line = ServerCommand.line(Map.of());
    line.setErr(new PrintWriter(err, true));
    return line.execute(arguments);
  }
}
