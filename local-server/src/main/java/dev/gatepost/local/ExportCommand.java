package dev.gatepost.local;

import dev.gatepost.messages.Listing;
import dev.gatepost.messages.Message;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatepost.jar export}: every message of a store, as lines of JSON. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    description = {
      "Writes every message as a line of JSON, the newest first, to a file or the standard output.",
      "The server may go on running; what is posted meanwhile is not in it."
    },
    footerHeading = "%nExample:%n",
    footer = "  java -jar gatepost.jar export --store sqlite:./gatepost.db messages.jsonl")
final class ExportCommand implements Callable<Integer> {
  private static final int AT_ONCE = 1_000;

  private final Map<String, String> environment;
  private final Clock clock;

  @SuppressWarnings("NullAway.Init") // picocli sets it.
  @Spec
  private CommandSpec spec;

  @Mixin private final StoreOption store = new StoreOption();

  @Parameters(arity = "0..1", paramLabel = "FILE", description = "Where to; - or none: stdout.")
  private @Nullable String target;

  ExportCommand(Map<String, String> environment, Clock clock) {
    this.environment = environment;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    // It may be the last good export, or the database itself.
    Optional<Path> file = file();
    if (file.filter(Files::isRegularFile).isPresent()) {
      err.println("gatepost: is there already: " + file.get());
      return 1;
    }
    OpenStore open = store.openExisting(environment);
    try (Writer out = out(file)) {
      Progress progress = new Progress("messages exported", err, StoreOption.onTerminal(), clock);
      Listing listing = open.store().newest(AT_ONCE);
      while (!listing.messages().isEmpty()) {
        List<Message> messages = listing.messages();
        for (Message message : messages) {
          out.write(MessageLines.write(message));
          out.write('\n');
        }
        progress.add(messages.size());
        listing = open.store().newestBefore(messages.get(messages.size() - 1).id(), AT_ONCE);
      }
      out.flush();
      progress.end();
      return 0;
    } finally {
      open.closing().run();
    }
  }

  private Writer out(Optional<Path> file) throws IOException {
    // Not System.out, which hides that a disk is full or a reader gone: half an export would pass
    // for a whole one.
    OutputStream out =
        file.isPresent()
            ? Files.newOutputStream(file.get())
            : new FileOutputStream(FileDescriptor.out);
    return new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  private Optional<Path> file() {
    return Optional.ofNullable(target).filter(name -> !name.equals("-")).map(Path::of);
  }
}
