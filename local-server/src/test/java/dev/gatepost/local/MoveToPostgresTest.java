package dev.gatepost.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.messages.Message;
import dev.gatepost.messages.MessageBoard;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The way from one machine to several that the operator's guide describes. */
class MoveToPostgresTest {
  @TempDir private Path folder;

  @Test
  void takes_every_message_along_with_those_that_were_posted_during_the_first_round() {
    String sqlite = "sqlite:" + folder.resolve("gatepost.db");
    String file = folder.resolve("messages.jsonl").toString();
    try (TestPostgres postgres = TestPostgres.startIn(folder)) {
      post(sqlite, 1_500);
      run("export", "--store=" + sqlite, file);
      run("import", "--store=" + postgres.address(), file);
      post(sqlite, 3);
      String again = folder.resolve("again.jsonl").toString();
      run("export", "--store=" + sqlite, again);
      String second = run("import", "--store=" + postgres.address(), again);

      assertThat(second).contains("3 messages imported");
      assertThat(messages(postgres.address())).hasSize(1_503).isEqualTo(messages(sqlite));
    }
  }

  private static void post(String store, int count) {
    OpenStore open = StoreSetting.parse(store).open();
    MessageBoard board = new MessageBoard(open.store(), Clock.systemUTC());
    for (int i = 0; i < count; i++) {
      board.post("ada", "Grüße " + i + " \uD83D\uDE00 \\ \" \t\n'");
    }
    open.closing().run();
  }

  private static List<Message> messages(String store) {
    OpenStore open = StoreSetting.parse(store).open();
    List<Message> messages = open.store().newest(10_000).messages();
    open.closing().run();
    return messages;
  }

  private static String run(String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine line = ServerCommand.line(Map.of());
    line.setErr(new PrintWriter(err, true));
    assertThat(line.execute(arguments)).as(err.toString()).isZero();
    return err.toString();
  }
}
