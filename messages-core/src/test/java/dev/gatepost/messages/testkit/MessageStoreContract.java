package dev.gatepost.messages.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatepost.messages.IdempotencyKey;
import dev.gatepost.messages.Message;
import dev.gatepost.messages.MessageBoard;
import dev.gatepost.messages.MessageStore;
import dev.gatepost.messages.Page;
import dev.gatepost.messages.StoreUnavailableException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link MessageStore} keeps to. A store's test extends it and gives an empty store. */
public abstract class MessageStoreContract {
  private static final IdempotencyKey KEY = new IdempotencyKey("key");
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00.123Z");

  /** A store with nothing in it, made anew for each test. */
  protected abstract MessageStore store();

  @Test
  protected void gives_back_what_was_added() {
    MessageStore store = store();
    Message message =
        new Message(id(1), "auth0|ada ü", "Zeile 1\n\tZeile 2 \uD83D\uDE00 '; --", NOW);

    store.add(message);

    assertThat(store.find(id(1))).contains(message);
    assertThat(store.newest(1).messages()).containsExactly(message);
  }

  @Test
  protected void keeps_the_longest_text_and_author() {
    MessageStore store = store();
    Message message =
        new Message(id(1), "\uD83D\uDE00".repeat(255), "\uD83D\uDE00".repeat(2000), NOW);

    store.add(message);

    assertThat(store.find(id(1))).contains(message);
  }

  @Test
  protected void finds_nothing_where_nothing_is() {
    MessageStore store = store();
    store.add(message(2));

    assertThat(store.find(id(1))).isEmpty();
    assertThat(store.newestBefore(id(2), 10).messages()).isEmpty();
  }

  @Test
  protected void is_empty_at_first() {
    assertThat(store().newest(10).messages()).isEmpty();
  }

  @Test
  protected void lists_the_newest_first_whatever_the_order_of_adding() {
    MessageStore store = store();
    addAll(store, 2, 9, 1, 31, 30, 10);

    assertThat(store.newest(10).messages())
        .extracting(Message::id)
        .containsExactly(ids(31, 30, 10, 9, 2, 1));
  }

  @Test
  protected void lists_no_more_than_asked_for() {
    MessageStore store = store();
    addAll(store, 1, 2, 3);

    assertThat(store.newest(2).messages()).extracting(Message::id).containsExactly(ids(3, 2));
    assertThat(store.newest(3).messages()).extracting(Message::id).containsExactly(ids(3, 2, 1));
    assertThat(store.newestBefore(id(3), 1).messages())
        .extracting(Message::id)
        .containsExactly(ids(2));
  }

  @Test
  protected void lists_from_before_an_id_that_need_not_exist() {
    MessageStore store = store();
    addAll(store, 1, 3, 5);

    assertThat(store.newestBefore(id(5), 10).messages())
        .extracting(Message::id)
        .containsExactly(ids(3, 1));
    assertThat(store.newestBefore(id(4), 10).messages())
        .extracting(Message::id)
        .containsExactly(ids(3, 1));
    assertThat(store.newestBefore(id(1), 10).messages()).isEmpty();
  }

  @Test
  protected void never_replaces_a_message() {
    MessageStore store = store();
    store.add(message(1));

    assertThatThrownBy(() -> store.add(new Message(id(1), "eve", "other", NOW)))
        .isInstanceOf(StoreUnavailableException.class);

    assertThat(store.find(id(1))).contains(message(1));
  }

  @Test
  protected void keeps_one_message_under_a_key() {
    MessageStore store = store();

    assertThat(store.addOnce(message(1), KEY)).isEqualTo(message(1));
    assertThat(store.addOnce(message(2), KEY)).isEqualTo(message(1));

    assertThat(store.newest(10).messages()).containsExactly(message(1));
  }

  @Test
  protected void takes_the_key_of_another_author_for_another() {
    MessageStore store = store();
    Message eves = new Message(id(2), "eve", "text", NOW);
    store.addOnce(message(1), KEY);

    assertThat(store.addOnce(eves, KEY)).isEqualTo(eves);
    assertThat(store.addOnce(message(3), new IdempotencyKey("KEY"))).isEqualTo(message(3));
  }

  @Test
  protected void takes_a_key_anew_when_its_time_is_over() {
    MessageStore store = store();
    Message first = new Message(id(1), "ada", "text", NOW);
    Message last = new Message(id(2), "ada", "text", NOW.plus(IdempotencyKey.KEPT).minusMillis(1));
    Message later = new Message(id(3), "ada", "text", NOW.plus(IdempotencyKey.KEPT));
    Message again = new Message(id(4), "ada", "text", later.postedAt().plusMillis(1));
    store.addOnce(first, KEY);

    assertThat(store.addOnce(last, KEY)).isEqualTo(first);
    assertThat(store.addOnce(later, KEY)).isEqualTo(later);
    assertThat(store.addOnce(again, KEY)).isEqualTo(later);
  }

  @Test
  protected void keeps_nothing_under_a_key_where_the_id_is_taken() {
    MessageStore store = store();
    store.add(message(1));

    assertThatThrownBy(() -> store.addOnce(new Message(id(1), "ada", "other", NOW), KEY))
        .isInstanceOf(StoreUnavailableException.class);

    assertThat(store.find(id(1))).contains(message(1));
    assertThat(store.addOnce(message(2), KEY)).isEqualTo(message(2));
  }

  @Test
  protected void keeps_one_message_of_many_that_come_at_once_under_a_key() throws Exception {
    MessageStore store = store();

    List<Message> kept =
        atOnce(8, number -> store.addOnce(message(number), new IdempotencyKey("one")));

    assertThat(store.newest(10).messages()).hasSize(1);
    assertThat(kept).hasSize(8).containsOnly(store.newest(1).messages().get(0));
  }

  @Test
  protected void names_another_version_after_every_change() {
    MessageStore store = store();
    List<String> versions = new ArrayList<>(List.of(store.version()));

    store.add(message(3));
    versions.add(store.version());
    store.addOnce(message(2), KEY);
    versions.add(store.version());
    store.restore(List.of(message(1)));
    versions.add(store.version());
    store.removeBefore(id(2), 10);
    versions.add(store.version());

    assertThat(versions)
        .doesNotHaveDuplicates()
        .allMatch(version -> version.matches("[0-9A-Za-z-]{1,64}"));
  }

  @Test
  protected void names_the_same_version_while_nothing_changes() {
    MessageStore store = store();
    store.add(message(1));
    String version = store.version();

    store.find(id(1));

    assertThat(store.version()).isEqualTo(version);
    assertThat(store.newest(1).version()).isEqualTo(version);
    assertThat(store.newestBefore(id(1), 1).version()).isEqualTo(version);
  }

  @Test
  protected void restores_what_is_not_there() {
    MessageStore store = store();
    store.add(message(2));

    assertThat(store.restore(List.of(message(1), message(2), message(3)))).isEqualTo(2);
    assertThat(store.restore(List.of(message(1), message(2), message(3)))).isZero();
    assertThat(store.restore(List.of())).isZero();

    assertThat(store.newest(10).messages()).containsExactly(message(3), message(2), message(1));
  }

  @Test
  protected void removes_the_oldest_before_an_id() {
    MessageStore store = store();
    addAll(store, 1, 2, 3, 5);

    assertThat(store.removeBefore(id(4), 2)).isEqualTo(2);
    assertThat(store.newest(10).messages()).extracting(Message::id).containsExactly(ids(5, 3));
    assertThat(store.removeBefore(id(4), 2)).isEqualTo(1);
    assertThat(store.removeBefore(id(4), 2)).isZero();

    assertThat(store.newest(10).messages()).extracting(Message::id).containsExactly(ids(5));
  }

  @Test
  protected void pages_meet_every_message_once_while_others_post() throws Exception {
    MessageBoard board = new MessageBoard(store(), Clock.fixed(NOW, ZoneOffset.UTC));
    List<String> before = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      before.add(0, board.post("ada", "text " + i).id());
    }

    Page page = board.newest(4);
    List<String> met = idsOf(page);
    while (page.next().isPresent()) {
      board.post("eve", "meanwhile");
      page = board.newestBefore(page.next().get(), 4);
      met.addAll(idsOf(page));
    }

    assertThat(met).isEqualTo(before);
  }

  @Test
  protected void loses_nothing_when_many_post_at_once() throws Exception {
    MessageStore store = store();
    MessageBoard board = new MessageBoard(store, Clock.fixed(NOW, ZoneOffset.UTC));

    List<List<String>> posted = atOnce(16, number -> posts(board));

    assertThat(store.newest(1000).messages())
        .extracting(Message::id)
        .containsExactlyInAnyOrderElementsOf(posted.stream().flatMap(List::stream).toList())
        .isSortedAccordingTo((one, other) -> other.compareTo(one));
  }

  private static List<String> posts(MessageBoard board) {
    return IntStream.range(0, 25).mapToObj(i -> board.post("ada", "text").id()).toList();
  }

  /** Does a thing in many threads that begin together, and gives what each got. */
  private static <T> List<T> atOnce(int threads, IntFunction<T> work) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<T>> running = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        int number = thread;
        running.add(
            executor.submit(
                () -> {
                  start.await();
                  return work.apply(number);
                }));
      }
      start.countDown();
      List<T> results = new ArrayList<>();
      for (Future<T> future : running) {
        results.add(future.get());
      }
      return results;
    } finally {
      executor.shutdownNow();
    }
  }

  private static List<String> idsOf(Page page) {
    return new ArrayList<>(page.messages().stream().map(Message::id).toList());
  }

  private static void addAll(MessageStore store, int... numbers) {
    for (int number : numbers) {
      store.add(message(number));
    }
  }

  private static Message message(int number) {
    return new Message(id(number), "ada", "text " + number, NOW.plusMillis(number));
  }

  private static String[] ids(int... numbers) {
    return IntStream.of(numbers).mapToObj(MessageStoreContract::id).toArray(String[]::new);
  }

  // The last two characters count in base 32, so that digits and letters both come up.
  private static String id(int number) {
    String digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    return "01JGFJJZ3V00000000000000" + digits.charAt(number / 32) + digits.charAt(number % 32);
  }
}
