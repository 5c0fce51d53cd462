package dev.gatepost.local;

import dev.gatepost.messages.Message;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatepost.jar import}: messages from lines of JSON, those that are there already aside. */
@Command(
    name = "import",
    mixinStandardHelpOptions = true,
    description = {
      "Reads messages from lines of JSON, as export writes them, in any order.",
      "One that is there already is left as it is: what was interrupted can be done again."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all messages are there",
      "1:the store or the file cannot be used, or a line is no message; what came before it is kept",
      "2:a setting is wrong"
    },
    footerHeading = "%nExample:%n",
    footer = "  java -jar gatepost.jar import --store postgresql://u:p@db/gatepost messages.jsonl")
final class ImportCommand implements Callable<Integer> {
  private static final int AT_ONCE = 1_000;

  private final Map<String, String> environment;
  private final InputStream input;
  private final Clock clock;

  @SuppressWarnings("NullAway.Init") // picocli sets it.
  @Spec
  private CommandSpec spec;

  @Mixin private final StoreOption store = new StoreOption();

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "Where from; - or none: stdin.")
  private @Nullable String file;

  ImportCommand(Map<String, String> environment, InputStream input, Clock clock) {
    this.environment = environment;
    this.input = input;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    OpenStore open = store.open(environment);
    try (BufferedReader lines = new BufferedReader(in())) {
      return copy(lines, open);
    } finally {
      open.closing().run();
    }
  }

  private int copy(BufferedReader lines, OpenStore open) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    Progress progress = new Progress("messages imported", err, StoreOption.onTerminal(), clock);
    List<Message> group = new ArrayList<>();
    int number = 0;
    int status = 0;
    String line = lines.readLine();
    while (line != null && status == 0) {
      number++;
      try {
        group.add(MessageLines.read(utf8(line)));
      } catch (IllegalArgumentException e) {
        err.println("gatepost: line " + number + ": " + e.getMessage());
        status = 1;
      }
      line = lines.readLine();
      if (group.size() == AT_ONCE || line == null || status != 0) {
        progress.add(open.store().restore(group));
        group.clear();
      }
    }
    progress.end();
    return status;
  }

  // As bytes, for a reader that decodes ahead would fail before the good lines are out of it.
  private Reader in() throws IOException {
    InputStream bytes =
        file == null || file.equals("-") ? input : Files.newInputStream(Path.of(file));
    return new InputStreamReader(bytes, StandardCharsets.ISO_8859_1);
  }

  private static String utf8(String bytes) {
    ByteBuffer line = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1));
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(line).toString();
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("it is not UTF-8", e);
    }
  }
}
