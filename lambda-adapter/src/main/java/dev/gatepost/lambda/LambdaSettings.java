package dev.gatepost.lambda;

import dev.gatepost.lambda.dynamodb.DynamoDbSetting;
import dev.gatepost.messages.InMemoryMessageStore;
import dev.gatepost.messages.MessageStore;
import dev.gatepost.messages.api.ApiSettings;
import dev.gatepost.messages.api.InvalidSettingsException;
import dev.gatepost.token.RemoteKeySettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
   * @param time what calls of the issuer and of the store may take
   * @throws InvalidSettingsException if one is missing or wrong; it names all of them
   */
  static LambdaSettings read(Map<String, String> environment, InvocationTime time, Clock clock) {
    String store = environment.getOrDefault(STORE, "").strip();
    ApiSettings api =
        ApiSettings.read(
            environment,
            complaints(store, environment),
            RemoteKeySettings.defaults().timeLeft(time::left));
    return new LambdaSettings(
        api,
        store.startsWith(DynamoDbSetting.SCHEME)
            ? DynamoDbSetting.parse(store).open(environment, time::left, clock)
            : new InMemoryMessageStore());
  }

  // The value is not quoted: that of another store may hold a password.
  private static List<String> complaints(String store, Map<String, String> environment) {
    List<String> complaints = new ArrayList<>();
    if (store.startsWith(DynamoDbSetting.SCHEME)) {
      for (String complaint : DynamoDbSetting.complaints(store, environment)) {
        complaints.add(STORE + ": " + complaint);
      }
    } else if (!store.isEmpty() && !store.equals(MEMORY)) {
      complaints.add(STORE + ": must be dynamodb:TABLE or " + MEMORY);
    }
    return complaints;
  }
}
