package dev.gatepost.local;

import dev.gatepost.messages.api.InvalidSettingsException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help;
import picocli.CommandLine.Option;

/** The store that a tool works on, said as the server is told. */
final class StoreOption {
  @Option(
      names = "--store",
      paramLabel = "STORE",
      description = "sqlite:PATH or postgresql://… as for the server. [MESSAGES_STORE]")
  private @Nullable String store;

  /** Whether a line may be written over. */
  static boolean onTerminal() {
    return Help.Ansi.AUTO.enabled();
  }

  /**
   * Opens it.
   *
   * @throws InvalidSettingsException if it is no store that lasts
   * @throws CannotStartException if it is out of reach
   */
  OpenStore open(Map<String, String> environment) {
    return setting(environment).open();
  }

  /**
   * Opens one that is there already.
   *
   * @throws InvalidSettingsException if it is no store that lasts
   * @throws CannotStartException if it is not there, or out of reach
   */
  OpenStore openExisting(Map<String, String> environment) {
    StoreSetting setting = setting(environment);
    if (setting instanceof SqliteFile database) {
      database.requireThere();
    }
    return setting.open();
  }

  /**
   * The store that is meant.
   *
   * @throws InvalidSettingsException if it is no store that lasts
   */
  StoreSetting setting(Map<String, String> environment) {
    Map<String, String> values = new HashMap<>(environment);
    if (store != null) {
      values.put(Setting.STORE.key(), store);
    }
    Complaints complaints = new Complaints(values);
    Optional<StoreSetting> setting =
        complaints.read(Setting.STORE, Setting.DEFAULT_STORE, StoreSetting::parse);
    if (setting.filter(StoreSetting.MEMORY::equals).isPresent()) {
      throw new InvalidSettingsException(
          List.of(Setting.STORE.key() + ": what is in memory is the server's alone"));
    }
    return setting.orElseThrow(() -> new InvalidSettingsException(complaints.list()));
  }
}
