package dev.gatepost.messages.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.gatepost.messages.InMemoryMessageStore;
import dev.gatepost.messages.Listing;
import dev.gatepost.messages.Message;
import dev.gatepost.messages.MessageStore;
import dev.gatepost.messages.StoreUnavailableException;
import dev.gatepost.messages.testkit.ApiCases;
import dev.gatepost.messages.testkit.Call;
import dev.gatepost.messages.testkit.UnreachableStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an API that keeps the newest page shows of it. */
class NewestPageTest {
  private final CountingStore store = new CountingStore();
  private final MessagesApi api = ApiCases.api(store).withNewestPageKept();

  @Test
  void is_read_once_while_nothing_changes() {
    post("a");

    ApiResponse first = get("");
    ApiResponse again = get("?limit=50");

    assertThat(store.listings).isEqualTo(1);
    assertThat(text(again)).isEqualTo(text(first)).contains("\"text\":\"a\"");
    assertThat(again.headers()).isEqualTo(first.headers()).containsKey("etag");
  }

  @Test
  void is_read_each_time_where_it_is_not_kept() {
    MessagesApi forgetful = ApiCases.api(store);

    forgetful.handle(Call.get("/api/messages").bearer().request());
    forgetful.handle(Call.get("/api/messages").bearer().request());

    assertThat(store.listings).isEqualTo(2);
  }

  @Test
  void shows_a_post_at_once() {
    post("a");
    String before = get("").headers().get("etag");

    post("b");

    ApiResponse after = get("");
    assertThat(text(after)).contains("\"text\":\"b\"", "\"text\":\"a\"");
    assertThat(after.headers().get("etag")).isNotEqualTo(before);
  }

  @Test
  void shows_a_removal_at_once() {
    post("a");
    get("");

    store.removeBefore("7ZZZZZZZZZZZZZZZZZZZZZZZZZ", 1);

    assertThat(text(get(""))).contains("\"messages\":[]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"?limit=1", "?limit=3", "?before=7ZZZZZZZZZZZZZZZZZZZZZZZZZ&limit=2"})
  void is_no_answer_to_another_question(String query) {
    post("a");
    post("b");
    get("?limit=2");

    assertThat(text(get(query))).isEqualTo(text(ask(ApiCases.api(store), query)));
  }

  @Test
  void is_nothing_to_show_without_a_token() {
    post("a");
    get("");

    ApiResponse answer = api.handle(Call.get("/api/messages").request());

    assertThat(answer.status()).isEqualTo(401);
    assertThat(text(answer)).doesNotContain("\"text\"");
  }

  @Test
  void is_nothing_to_show_while_the_store_is_out_of_reach() {
    post("a");
    get("");
    store.isReachable = false;

    ApiResponse answer = get("");

    assertThat(answer.status()).isEqualTo(503);
  }

  @Test
  void shows_every_post_whose_sender_has_been_answered() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Boolean>> seen = new ArrayList<>();
      IntStream.range(0, 400)
          .forEach(i -> seen.add(threads.submit(() -> postAndFind("text " + i))));

      for (Future<Boolean> one : seen) {
        assertThat(one.get()).isTrue();
      }
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    } finally {
      threads.shutdownNow();
    }
  }

  // Of four writers, none is ever more than 50 posts behind.
  private boolean postAndFind(String text) {
    post(text);
    return text(get("")).contains("\"" + text + "\"");
  }

  private void post(String text) {
    ApiResponse answer =
        api.handle(Call.post().bearer().json("{\"text\":\"%s\"}".formatted(text)).request());
    assertThat(answer.status()).isEqualTo(201);
  }

  private ApiResponse get(String query) {
    return ask(api, query);
  }

  private static ApiResponse ask(MessagesApi api, String query) {
    return api.handle(Call.get("/api/messages" + query).bearer().request());
  }

  private static String text(ApiResponse answer) {
    return new String(answer.body(), UTF_8);
  }

  /** A store in memory that counts how often it is read, and can be out of reach. */
  private static final class CountingStore extends UnreachableStore {
    private final MessageStore store = new InMemoryMessageStore();
    private int listings;
    private boolean isReachable = true;

    @Override
    public void add(Message message) {
      store.add(message);
    }

    @Override
    public synchronized Listing newest(int limit) {
      listings++;
      return store.newest(limit);
    }

    @Override
    public Listing newestBefore(String id, int limit) {
      return store.newestBefore(id, limit);
    }

    @Override
    public String version() {
      if (!isReachable) {
        throw fault();
      }
      return store.version();
    }

    @Override
    public int removeBefore(String id, int limit) {
      return store.removeBefore(id, limit);
    }

    @Override
    protected RuntimeException fault() {
      return new StoreUnavailableException("out of reach");
    }
  }
}
