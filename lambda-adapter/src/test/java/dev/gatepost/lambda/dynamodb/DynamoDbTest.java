package dev.gatepost.lambda.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatepost.messages.IdempotencyKey;
import dev.gatepost.messages.Message;
import dev.gatepost.messages.MessageStore;
import dev.gatepost.messages.StoreUnavailableException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of the faults of DynamoDB and of the way to it. */
class DynamoDbTest {
  private static final Message MESSAGE =
      new Message("01JGFJJZ3V0000000000000000", "ada", "a secret", Instant.EPOCH);
  private static final IdempotencyKey KEY = new IdempotencyKey("key");

  private static LocalDynamoDb database;

  private String name;
  private Faults faults;
  private MessageStore store;

  @BeforeAll
  static void startDatabase() throws Exception {
    database = new LocalDynamoDb();
  }

  @AfterAll
  static void stopDatabase() {
    database.close();
  }

  @BeforeEach
  void start() throws Exception {
    name = database.newTable();
    faults = new Faults(database.url());
    store = store(Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() {
    faults.close();
  }

  @Test
  void a_post_is_three_calls_and_one_with_a_key_four() {
    store.add(MESSAGE);
    assertThat(faults.called()).containsExactly("UpdateItem", "PutItem", "UpdateItem");

    store.addOnce(new Message("01JGFJJZ3V0000000000000001", "ada", "text", Instant.EPOCH), KEY);
    assertThat(faults.called().subList(3, 7))
        .containsExactly("PutItem", "UpdateItem", "PutItem", "UpdateItem");
  }

  @Test
  void a_version_is_one_call_that_reads_no_message() {
    store.version();

    assertThat(faults.called()).containsExactly("BatchGetItem");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ProvisionedThroughputExceededException",
        "ThrottlingException",
        "RequestLimitExceeded",
        "InternalServerError",
        "ServiceUnavailable",
        "ExpiredTokenException"
      })
  void tries_again_what_may_go_better(String type) {
    faults.refuse("PutItem", type);
    faults.refuse("PutItem", type);

    store.add(MESSAGE);

    assertThat(store.newest(10).messages()).containsExactly(MESSAGE);
    assertThat(faults.called()).filteredOn("PutItem"::equals).hasSize(3);
  }

  @Test
  void tries_again_where_something_else_than_dynamodb_fails() {
    faults.answer("PutItem", 502, "<html>Bad gateway</html>");
    faults.answer("PutItem", 500, "");

    store.add(MESSAGE);

    assertThat(store.newest(10).messages()).containsExactly(MESSAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UpdateItem", "PutItem"})
  void keeps_one_message_though_an_answer_is_lost(String action) {
    faults.loseAnswer(action);
    faults.loseAnswer(action);

    store.add(MESSAGE);

    assertThat(store.newest(10).messages()).containsExactly(MESSAGE);
  }

  @Test
  void keeps_one_message_under_a_key_though_every_answer_is_lost() {
    IntStream.range(0, 2).forEach(i -> faults.loseAnswer("PutItem"));
    IntStream.range(0, 2).forEach(i -> faults.loseAnswer("UpdateItem"));
    IntStream.range(0, 2).forEach(i -> faults.loseAnswer("PutItem"));

    assertThat(store.addOnce(MESSAGE, KEY)).isEqualTo(MESSAGE);

    assertThat(store.newest(10).messages()).containsExactly(MESSAGE);
  }

  @Test
  void gives_up_when_the_time_of_the_invocation_is_over() {
    MessageStore hurried = store(Duration.ofMillis(200));
    IntStream.range(0, 10_000)
        .forEach(i -> faults.refuse("UpdateItem", "ProvisionedThroughputExceededException"));

    assertThatThrownBy(() -> hurried.add(MESSAGE))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("ProvisionedThroughputExceededException");
  }

  @ParameterizedTest
  @ValueSource(strings = {"AccessDeniedException", "ResourceNotFoundException", "Surprise"})
  void tries_once_what_will_not_go_better(String type) {
    faults.refuse("UpdateItem", type);

    assertThatThrownBy(() -> store.add(MESSAGE))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining(type)
        .hasMessageNotContaining("secret");
    assertThat(faults.called()).containsExactly("UpdateItem");
  }

  @Test
  void takes_nobody_for_dynamodb_who_answers_something_else() {
    faults.answer("UpdateItem", 200, "{}");
    faults.answer("UpdateItem", 404, "not here");

    assertThatThrownBy(() -> store.add(MESSAGE))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("Attributes");
    assertThatThrownBy(() -> store.add(MESSAGE))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("HTTP 404");
  }

  @Test
  void a_message_is_posted_though_its_change_cannot_be_ended() {
    faults.answer("PutItem", 503, "");
    faults.refuse("UpdateItem", "AccessDeniedException");

    store.add(MESSAGE);

    assertThat(store.newest(10).messages()).containsExactly(MESSAGE);
  }

  @Test
  void says_so_where_there_are_no_credentials() {
    CurrentCredentials none =
        new CurrentCredentials(
            () -> {
              throw new IllegalStateException("the environment has none");
            });
    Endpoint endpoint = new Endpoint("eu-central-1", faults.url() + "/");
    DynamoDb calls = new DynamoDb(endpoint, none, () -> Duration.ofSeconds(5), time -> {});

    assertThatThrownBy(() -> calls.call("ListTables", Map.of()))
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("credentials");
    assertThat(faults.called()).isEmpty();
  }

  @Test
  void asks_again_for_keys_that_dynamodb_left_out() {
    store.add(MESSAGE);
    Map<String, ?> key = Item.of("version#0", Item.ALONE).json();
    faults.answer(
        "BatchGetItem",
        200,
        new String(
            Json.write(
                Map.of(
                    "Responses",
                    Map.of(name, List.of()),
                    "UnprocessedKeys",
                    Map.of(name, Map.of("Keys", List.of(key))))),
            StandardCharsets.UTF_8));
    String version = store.version();

    assertThat(version).isEqualTo(store.version());
    assertThat(faults.called()).filteredOn("BatchGetItem"::equals).hasSize(3);
  }

  private MessageStore store(Duration timeLeft) {
    DynamoDb calls = LocalDynamoDb.calls(faults.url(), timeLeft);
    return new DynamoDbMessageStore(new Table(calls, name), 1, Clock.systemUTC());
  }
}
