package dev.gatepost.messages.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every {@link MessageStore} keeps to. A store's test extends it and gives an empty store. */
public abstract class MessageStoreContract {
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
    assertThat(store.newest(1)).containsExactly(message);
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
    assertThat(store.newestBefore(id(2), 10)).isEmpty();
  }

  @Test
  protected void is_empty_at_first() {
    assertThat(store().newest(10)).isEmpty();
  }

  @Test
  protected void lists_the_newest_first_whatever_the_order_of_adding() {
    MessageStore store = store();
    addAll(store, 2, 9, 1, 31, 30, 10);

    assertThat(store.newest(10)).extracting(Message::id).containsExactly(ids(31, 30, 10, 9, 2, 1));
  }

  @Test
  protected void lists_no_more_than_asked_for() {
    MessageStore store = store();
    addAll(store, 1, 2, 3);

    assertThat(store.newest(2)).extracting(Message::id).containsExactly(ids(3, 2));
    assertThat(store.newest(3)).extracting(Message::id).containsExactly(ids(3, 2, 1));
    assertThat(store.newestBefore(id(3), 1)).extracting(Message::id).containsExactly(ids(2));
  }

  @Test
  protected void lists_from_before_an_id_that_need_not_exist() {
    MessageStore store = store();
    addAll(store, 1, 3, 5);

    assertThat(store.newestBefore(id(5), 10)).extracting(Message::id).containsExactly(ids(3, 1));
    assertThat(store.newestBefore(id(4), 10)).extracting(Message::id).containsExactly(ids(3, 1));
    assertThat(store.newestBefore(id(1), 10)).isEmpty();
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
    CountDownLatch start = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<List<String>>> posting = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      posting.add(threads.submit(() -> postAfter(start, board)));
    }

    start.countDown();
    List<String> posted = new ArrayList<>();
    for (Future<List<String>> future : posting) {
      posted.addAll(future.get());
    }
    threads.shutdown();

    assertThat(store.newest(1000))
        .extracting(Message::id)
        .containsExactlyInAnyOrderElementsOf(posted)
        .isSortedAccordingTo((one, other) -> other.compareTo(one));
  }

  private static List<String> postAfter(CountDownLatch start, MessageBoard board)
      throws InterruptedException {
    start.await();
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      ids.add(board.post("ada", "text").id());
    }
    return ids;
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
