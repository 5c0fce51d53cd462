package dev.gatepost.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatepost.messages.testkit.UnreachableStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageBoardTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00.001Z");
  private static final String LAST_ID = "7ZZZZZZZZZZZZZZZZZZZZZZZZZ";

  private final MessageStore store = new InMemoryMessageStore();
  private final MessageBoard board = new MessageBoard(store, Clock.fixed(NOW, ZoneOffset.UTC));

  @Test
  void keeps_what_is_posted() {
    Message posted = board.post("ada", " hello ");

    assertThat(posted.author()).isEqualTo("ada");
    assertThat(posted.text()).isEqualTo("hello");
    assertThat(posted.postedAt()).isEqualTo(NOW);
    assertThat(board.find(posted.id())).contains(posted);
  }

  @Test
  void keeps_nothing_that_breaks_a_rule() {
    assertThatThrownBy(() -> board.post("ada", " ")).isInstanceOf(InvalidMessageException.class);
    assertThatThrownBy(() -> board.post("", "hi")).isInstanceOf(InvalidMessageException.class);

    assertThat(store.newest(1).messages()).isEmpty();
  }

  @Test
  void asks_no_store_for_what_is_no_id() {
    Message message = new Message(LAST_ID, "ada", "hello", NOW);
    MessageStore answersAnything = new AnswersAnything(message);
    MessageBoard credulous = new MessageBoard(answersAnything, Clock.fixed(NOW, ZoneOffset.UTC));

    assertThat(credulous.find(LAST_ID)).contains(message);
    assertThat(credulous.find("none")).isEmpty();
  }

  @Test
  void names_the_next_page_only_where_there_is_one() {
    String first = board.post("ada", "first").id();
    String second = board.post("ada", "second").id();
    String third = board.post("ada", "third").id();

    assertThat(board.newest(2).next()).contains(second);
    assertThat(board.newest(3).next()).isEmpty();
    assertThat(board.newestBefore(third, 1).next()).contains(second);
    assertThat(board.newestBefore(third, 2).next()).isEmpty();
    assertThat(board.newestBefore(first, 1).messages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 201, Integer.MAX_VALUE})
  void has_no_pages_of_other_sizes(int limit) {
    assertThatThrownBy(() -> board.newest(limit)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> board.newestBefore(LAST_ID, limit))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void has_pages_of_up_to_200() {
    for (int i = 0; i < 201; i++) {
      board.post("ada", "text " + i);
    }

    assertThat(board.newest(200).messages()).hasSize(200);
    assertThat(board.newestBefore(LAST_ID, 200).messages()).hasSize(200);
  }

  @Test
  void posts_once_under_a_key() {
    IdempotencyKey key = new IdempotencyKey("key");

    Posted first = board.post("ada", "hello", key);
    Posted again = board.post("ada", " hello ", key);

    assertThat(first.repeated()).isFalse();
    assertThat(again).isEqualTo(new Posted(first.message(), true));
    assertThat(board.newest(10).messages()).containsExactly(first.message());
  }

  @Test
  void refuses_another_text_under_the_same_key() {
    IdempotencyKey key = new IdempotencyKey("key");
    Message first = board.post("ada", "hello", key).message();

    assertThatThrownBy(() -> board.post("ada", "bye", key))
        .isInstanceOf(IdempotencyConflictException.class);

    assertThat(board.newest(10).messages()).containsExactly(first);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a,b", "\u007f", "ü", "a\n"})
  void has_no_keys_of_other_characters(String key) {
    assertThatThrownBy(() -> new IdempotencyKey(key)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void removes_what_was_posted_before_an_instant() {
    Message message = board.post("ada", "hello");

    assertThat(board.removeBefore(NOW, 10)).isZero();
    assertThat(board.newest(10).messages()).containsExactly(message);

    assertThat(board.removeBefore(NOW.plusMillis(1), 10)).isEqualTo(1);
    assertThat(board.newest(10).messages()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1969-12-31T23:59:59.999Z", "-1000000000-01-01T00:00:00Z"})
  void has_nothing_that_was_posted_before_there_were_ids(String instant) {
    board.post("ada", "hello");

    assertThat(board.removeBefore(Instant.parse(instant), 10)).isZero();
  }

  @Test
  void has_only_what_was_posted_before_the_end_of_ids() {
    board.post("ada", "hello");

    assertThat(board.removeBefore(Instant.MAX, 10)).isEqualTo(1);
  }

  /** A store that takes any id for that of its message, as a lax collation might. */
  private static final class AnswersAnything extends UnreachableStore {
    private final Message message;

    private AnswersAnything(Message message) {
      this.message = message;
    }

    @Override
    public Optional<Message> find(String id) {
      return Optional.of(message);
    }
  }
}
