package dev.gatepost.lambda.dynamodb;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.gatepost.lambda.Template;
import dev.gatepost.messages.IdempotencyKey;
import dev.gatepost.messages.Message;
import dev.gatepost.messages.MessageStore;
import dev.gatepost.messages.StoreUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.Test;

/** What the template says of the table, and what the store makes of it. */
class TableInTemplateTest {
  private static final Message MESSAGE =
      new Message("01JGFJJZ3V0000000000000000", "ada", "text", Instant.EPOCH);

  private final Template template = Template.read();

  @Test
  void has_the_keys_that_the_store_writes() {
    List<?> keys = (List<?>) property("KeySchema");

    assertThat(keys)
        .isEqualTo(
            List.of(
                Map.of("AttributeName", Item.PARTITION, "KeyType", "HASH"),
                Map.of("AttributeName", Item.SORT, "KeyType", "RANGE")));
  }

  @Test
  void forgets_what_the_store_says_has_expired() {
    assertThat(property("TimeToLiveSpecification"))
        .isEqualTo(Map.of("AttributeName", Claims.EXPIRES, "Enabled", true));
  }

  @Test
  void lets_the_function_do_what_the_store_does_and_nothing_else() throws Exception {
    Map<?, ?> policy =
        first(template.at("Resources", "MessagesFunction", "Properties", "Policies"));
    Map<?, ?> statement = first(requireNonNull(policy.get("Statement")));
    Set<String> allowed = new TreeSet<>();
    for (Object action : (List<?>) requireNonNull(statement.get("Action"))) {
      allowed.add(action.toString().replace("dynamodb:", ""));
    }

    assertThat(allowed).isEqualTo(actionsOfTheStore());
    assertThat(statement.get("Resource")).isEqualTo(Map.of("Fn::GetAtt", "MessagesTable.Arn"));
  }

  private Object property(String name) {
    return template.at("Resources", "MessagesTable", "Properties", name);
  }

  private static Map<?, ?> first(Object list) {
    return (Map<?, ?>) ((List<?>) list).get(0);
  }

  private static Set<String> actionsOfTheStore() throws Exception {
    try (LocalDynamoDb database = new LocalDynamoDb();
        Faults calls = new Faults(database.url())) {
      Table table =
          new Table(LocalDynamoDb.calls(calls.url(), Duration.ofSeconds(5)), database.newTable());
      MessageStore store = new DynamoDbMessageStore(table, 2, Clock.systemUTC());
      store.add(MESSAGE);
      attempt(() -> store.addOnce(new Message(MESSAGE.id(), "ada", "other", Instant.EPOCH), key()));
      store.find(MESSAGE.id());
      store.newest(1);
      store.newestBefore(MESSAGE.id(), 1);
      store.restore(List.of(MESSAGE));
      store.removeBefore(MESSAGE.id(), 1);
      return new TreeSet<>(calls.called());
    }
  }

  private static IdempotencyKey key() {
    return new IdempotencyKey("key");
  }

  // Its id is taken, so the key is given up.
  private static void attempt(ThrowableAssert.ThrowingCallable call) {
    assertThat(catchThrowable(call)).isInstanceOf(StoreUnavailableException.class);
  }
}
