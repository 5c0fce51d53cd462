package dev.gatepost.lambda.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.messages.IdempotencyKey;
import dev.gatepost.messages.Message;
import dev.gatepost.messages.MessageStore;
import dev.gatepost.messages.testkit.MessageStoreContract;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DynamoDbMessageStoreTest extends MessageStoreContract {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final IdempotencyKey KEY = new IdempotencyKey("key");

  private static LocalDynamoDb database;

  @BeforeAll
  static void start() throws Exception {
    database = new LocalDynamoDb();
  }

  @AfterAll
  static void stop() {
    database.close();
  }

  @Override
  protected MessageStore store() {
    return store(newTable(), 1);
  }

  /** The contract again, over many partitions. */
  @Nested
  class WithShards extends MessageStoreContract {
    @Override
    protected MessageStore store() {
      return DynamoDbMessageStoreTest.store(newTable(), 8);
    }
  }

  @Test
  void lists_and_finds_what_was_there_before_the_shards_became_more() {
    Table table = newTable();
    List<Message> messages = IntStream.range(0, 64).mapToObj(i -> message(i)).toList();
    MessageStore before = store(table, 1);
    messages.subList(0, 20).forEach(before::add);
    MessageStore between = store(table, 4);
    messages.subList(20, 40).forEach(between::add);
    MessageStore now = store(table, 16);
    messages.subList(40, 64).forEach(now::add);

    for (MessageStore store : List.of(before, between, now, store(table, 2))) {
      assertThat(store.newest(100).messages())
          .hasSize(64)
          .hasSameElementsAs(messages)
          .isSortedAccordingTo((one, other) -> other.id().compareTo(one.id()));
      assertThat(messages)
          .allMatch(message -> store.find(message.id()).equals(Optional.of(message)));
    }
  }

  @Test
  void finds_a_message_in_a_shard_that_it_has_not_heard_of() {
    Table table = newTable();
    MessageStore one = store(table, 1);
    store(table, 16).add(message(15));

    assertThat(one.find(message(15).id())).contains(message(15));
  }

  @Test
  void names_another_version_when_there_are_more_shards() {
    Table table = newTable();
    MessageStore one = store(table, 1);
    one.add(message(1));
    String version = one.version();

    store(table, 16).add(message(15));

    assertThat(one.version()).isNotEqualTo(version);
  }

  @Test
  void removes_from_all_shards() {
    Table table = newTable();
    MessageStore store = store(table, 1);
    store.add(message(3));
    MessageStore more = store(table, 8);
    IntStream.of(0, 1, 2, 4, 5, 6, 7).forEach(i -> more.add(message(i)));

    assertThat(more.removeBefore(message(6).id(), 5)).isEqualTo(5);

    assertThat(store.newest(10).messages()).containsExactly(message(7), message(6), message(5));
  }

  @Test
  void reads_on_where_dynamodb_stops_at_a_megabyte() {
    MessageStore store = store();
    String text = "\uD83D\uDE00".repeat(2000);
    List<Message> messages =
        IntStream.range(0, 200)
            .mapToObj(i -> new Message(id(i), "ada", text, CLOCK.instant()))
            .toList();
    store.restore(messages);

    assertThat(store.newest(200).messages()).hasSize(200).hasSameElementsAs(messages);
  }

  @Test
  void posts_what_a_key_promised_when_its_first_writer_died() {
    Table table = newTable();
    new Claims(table).claim(message(1), KEY);
    MessageStore store = store(table, 1);

    assertThat(store.addOnce(message(2), KEY)).isEqualTo(message(1));

    assertThat(store.newest(10).messages()).containsExactly(message(1));
  }

  @Test
  void has_dynamodb_forget_a_key_when_its_time_is_over() {
    Table table = newTable();
    store(table, 1).addOnce(message(1), KEY);

    Item claim = table.get(List.of(Item.of("key#key ada", Item.ALONE))).get(0);

    assertThat(Instant.ofEpochSecond(claim.number("expires")))
        .isEqualTo(message(1).postedAt().plus(Duration.ofHours(25)));
  }

  @Test
  void names_no_version_twice_while_a_change_is_under_way() {
    Table table = newTable();
    MessageStore store = store(table, 1);
    Versions versions = new Versions(table, CLOCK);

    Versions.Change change = versions.begin(0);
    List<String> meanwhile = List.of(store.version(), store.version(), store.newest(1).version());
    versions.end(change);

    assertThat(meanwhile).doesNotHaveDuplicates().doesNotContain(store.version());
    assertThat(store.version()).isEqualTo(store.version());
  }

  @Test
  void names_versions_again_some_minutes_after_a_writer_has_died() {
    Table table = newTable();
    MessageStore early = new DynamoDbMessageStore(table, 1, at(Duration.ofSeconds(119)));
    MessageStore late = new DynamoDbMessageStore(table, 1, at(Duration.ofMinutes(2)));
    String before = late.version();

    new Versions(table, at(Duration.ZERO)).begin(0);

    assertThat(early.version()).isNotEqualTo(early.version());
    assertThat(late.version()).isEqualTo(late.version()).isNotEqualTo(before);
  }

  @Test
  void clears_the_marks_of_writers_that_have_died() {
    Table table = newTable();
    Versions versions = new Versions(table, at(Duration.ofMinutes(2)));
    new Versions(table, at(Duration.ZERO)).begin(0);

    versions.end(versions.begin(0));

    assertThat(table.get(List.of(Item.of("version#0", Item.ALONE))).get(0).texts("marks"))
        .isEmpty();
  }

  @Test
  void names_other_versions_than_another_table_with_the_same_messages() {
    MessageStore one = store();
    MessageStore other = store();
    one.add(message(1));
    other.add(message(1));

    assertThat(one.version()).isNotEqualTo(other.version());
  }

  private static MessageStore store(Table table, int shards) {
    return new DynamoDbMessageStore(table, shards, CLOCK);
  }

  private static Table newTable() {
    return new Table(database.calls(), database.newTable());
  }

  private static Clock at(Duration time) {
    return Clock.fixed(Instant.parse("2030-01-01T00:00:00Z").plus(time), ZoneOffset.UTC);
  }

  private static Message message(int number) {
    return new Message(id(number), "ada", "text " + number, Instant.parse("2030-01-01T00:00:00Z"));
  }

  private static String id(int number) {
    String digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    return "01JGFJJZ3V00000000000000" + digits.charAt(number / 32) + digits.charAt(number % 32);
  }
}
