package dev.gatepost.local;

import dev.gatepost.messages.api.InvalidSettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code gatepost.jar backup FILE}: a copy of the SQLite database, while the server runs. */
@Command(
    name = "backup",
    mixinStandardHelpOptions = true,
    description = {
      "Copies the SQLite database to a new file, whole and as it stands, while the server may run.",
      "To go back, stop the server, put the copy in the place of the database, and remove the files",
      "beside it that end in -wal and -shm."
    },
    footerHeading = "%nExample:%n",
    footer = "  java -jar gatepost.jar backup --store sqlite:./gatepost.db gatepost-2026-11-25.db")
final class BackupCommand implements Callable<Integer> {
  private final Map<String, String> environment;

  @SuppressWarnings("NullAway.Init") // picocli sets it.
  @Spec
  private CommandSpec spec;

  @Mixin private final StoreOption store = new StoreOption();

  @SuppressWarnings("NullAway.Init") // picocli sets it.
  @Parameters(paramLabel = "FILE", description = "The copy; must not be there yet.")
  private Path copy;

  BackupCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public Integer call() {
    if (!(store.setting(environment) instanceof SqliteFile database)) {
      throw new InvalidSettingsException(
          List.of(Setting.STORE.key() + ": use the database's own tools, as pg_dump"));
    }
    if (Files.exists(copy)) {
      spec.commandLine().getErr().println("gatepost: is there already: " + copy);
      return 1;
    }
    database.requireThere();
    database.backup().to(copy);
    return 0;
  }
}
