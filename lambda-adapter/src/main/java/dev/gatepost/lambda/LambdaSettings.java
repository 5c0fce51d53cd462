package dev.gatepost.lambda;

import dev.gatepost.messages.InMemoryMessageStore;
import dev.gatepost.messages.MessageStore;
import dev.gatepost.messages.api.ApiSettings;
import dev.gatepost.messages.api.InvalidSettingsException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the function is told by its environment: the settings of the API, and where messages go.
 *
 * @param api the settings that are the same on every platform
 * @param store where messages go
 */
record LambdaSettings(ApiSettings api, MessageStore store) {
  private static final String STORE = "MESSAGES_STORE";
  private static final String MEMORY = "memory:";

  /**
   * Reads the settings.
   *
   * @param environment the variables by name; a blank one counts as not set
   * @throws InvalidSettingsException if one is missing or wrong; it names all of them
   */
  static LambdaSettings read(Map<String, String> environment) {
    ApiSettings api = ApiSettings.read(environment, storeComplaints(environment.get(STORE)));
    return new LambdaSettings(api, new InMemoryMessageStore());
  }

  // The value is not quoted: that of another store may hold a password.
  private static List<String> storeComplaints(@Nullable String store) {
    boolean isMemory = store == null || store.isBlank() || store.strip().equals(MEMORY);
    return isMemory ? List.of() : List.of(STORE + ": the only store here is " + MEMORY);
  }
}
