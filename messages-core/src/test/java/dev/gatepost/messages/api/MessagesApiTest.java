package dev.gatepost.messages.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.gatepost.messages.InMemoryMessageStore;
import dev.gatepost.messages.Message;
import dev.gatepost.messages.MessageBoard;
import dev.gatepost.messages.MessageStore;
import dev.gatepost.messages.StoreUnavailableException;
import dev.gatepost.messages.testkit.ApiCases;
import dev.gatepost.messages.testkit.Call;
import dev.gatepost.messages.testkit.UnreachableStore;
import dev.gatepost.token.KeySource;
import dev.gatepost.token.TokenVerifier;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class MessagesApiTest {
  private static final Call[] READS = {
    Call.get("/api/messages").bearer(),
    Call.get("/api/messages?before=00000000000000000000000000").bearer(),
    Call.get("/api/messages/00000000000000000000000000").bearer()
  };

  @Test
  void answers_503_while_the_store_is_out_of_reach() {
    MessagesApi api = ApiCases.api(new Failing(() -> new StoreUnavailableException("down")));

    try (LogCapture log = LogCapture.of(MessagesApi.class)) {
      for (Call read : READS) {
        assertUnavailable(api.handle(read.request()));
      }
      assertUnavailable(api.handle(Call.post().bearer().json("{\"text\":\"hi\"}").request()));
      assertUnavailable(api.handle(Call.post().bearer().form("message=hi").request()));

      assertThat(log.text()).contains("down").doesNotContain("hi");
    }
  }

  @Test
  void stores_nothing_of_a_form_that_it_answers_with_503() {
    InMemoryMessageStore store = new InMemoryMessageStore();
    MessagesApi api = ApiCases.api(new UnreadableStore(store));

    try (LogCapture log = LogCapture.of(MessagesApi.class)) {
      assertUnavailable(api.handle(Call.post().bearer().form("message=hi").request()));

      assertThat(log.text()).isNotEmpty();
    }
    assertThat(store.newest(1).messages()).isEmpty();
  }

  @Test
  void answers_a_bug_without_telling_of_it() {
    MessagesApi api = ApiCases.api(new Failing(() -> new IllegalStateException("a secret")));

    try (LogCapture log = LogCapture.of(MessagesApi.class)) {
      ApiResponse answer = api.handle(READS[0].header("Origin", ApiCases.ORIGIN).request());

      assertThat(answer.status()).isEqualTo(500);
      assertThat(body(answer)).contains("internal-error").doesNotContain("secret");
      assertThat(answer.headers()).containsEntry("access-control-allow-origin", ApiCases.ORIGIN);
      assertThat(log.text())
          .contains(IllegalStateException.class.getName(), Failing.class.getSimpleName())
          .doesNotContain("secret");
    }
  }

  @Test
  void answers_an_error_of_the_machine_as_a_bug() {
    MessagesApi api = ApiCases.api(new Failing(() -> new StackOverflowError("a secret")));

    try (LogCapture log = LogCapture.of(MessagesApi.class)) {
      assertThat(api.handle(READS[0].request()).status()).isEqualTo(500);

      assertThat(log.text()).contains("StackOverflowError");
    }
  }

  @Test
  void refuses_a_token_that_speaks_for_nobody() {
    TokenVerifier lenient =
        ApiCases.issuer().verifierBuilder().clock(ApiCases.clock()).allowMissingSubject().build();
    MessagesApi api =
        new MessagesApi(
            lenient,
            new MessageBoard(new InMemoryMessageStore(), ApiCases.clock()),
            AllowedOrigins.none());
    String token = ApiCases.token().without("sub").sign();

    ApiResponse answer = api.handle(Call.get("/api/messages").bearer(token).request());

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.headers().get("www-authenticate"))
        .startsWith("Bearer realm=\"api\", error=\"invalid_token\"");
    assertThat(body(answer)).contains("\"reason\":\"missing_claim\"");
  }

  @Test
  void takes_methods_as_they_are_written() {
    MessagesApi api = ApiCases.api(new InMemoryMessageStore());

    assertThat(api.handle(Call.of("get", "/health").request()).status()).isEqualTo(405);
    assertThat(api.handle(Call.of("options", "/health").request()).status()).isEqualTo(405);
  }

  @Test
  void lets_every_origin_read_where_any_is_allowed() {
    MessagesApi api =
        new MessagesApi(
            ApiCases.issuer().verifier(ApiCases.clock()),
            new MessageBoard(new InMemoryMessageStore(), ApiCases.clock()),
            AllowedOrigins.of(List.of("*")));

    ApiResponse answer = api.handle(Call.get("/health").header("Origin", "null").request());

    assertThat(answer.headers())
        .containsEntry("access-control-allow-origin", "*")
        .containsEntry("vary", "Origin");
  }

  @Test
  void trusts_no_request_of_two_origins() {
    MessagesApi api = ApiCases.api(new InMemoryMessageStore());
    Call call =
        Call.get("/health").header("Origin", ApiCases.ORIGIN).header("origin", ApiCases.ORIGIN);

    assertThat(api.handle(call.request()).headers())
        .doesNotContainKey("access-control-allow-origin");
  }

  @Test
  void is_not_ready_without_its_store() {
    MessagesApi api = ApiCases.api(new UnreachableStore());

    ApiResponse answer = api.handle(Call.get("/ready").request());

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers()).containsEntry("retry-after", "5");
    assertThat(body(answer)).contains("not-ready", "Out of reach: the message store.");
    assertThat(api.handle(Call.get("/health").request()).status()).isEqualTo(200);
  }

  @Test
  void is_not_ready_without_its_keys() throws IOException {
    MessagesApi api = ApiCases.api(new InMemoryMessageStore()).withKeys(keysOfNobody());

    ApiResponse answer = api.handle(Call.get("/ready").request());

    assertThat(answer.status()).isEqualTo(503);
    assertThat(body(answer)).contains("Out of reach: the issuer's keys.");
  }

  @Test
  void is_ready_with_its_keys() {
    KeySource keys = KeySource.ofJwks(ApiCases.issuer().jwks());
    MessagesApi api = ApiCases.api(new InMemoryMessageStore()).withKeys(keys);

    assertThat(api.handle(Call.get("/ready").request()).status()).isEqualTo(200);
  }

  @Test
  void refuses_a_post_beyond_the_limit() {
    InMemoryMessageStore store = new InMemoryMessageStore();
    MessagesApi api =
        ApiCases.api(store)
            .withPostLimit(
                (author, address) ->
                    author.equals("user-1")
                        ? Optional.of(Duration.ofMillis(2001))
                        : Optional.empty());
    Call post = Call.post().bearer().json("{\"text\":\"hi\"}").header("Origin", ApiCases.ORIGIN);

    ApiResponse answer = api.handle(post.request());

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.headers())
        .containsEntry("retry-after", "3")
        .containsEntry("access-control-allow-origin", ApiCases.ORIGIN);
    assertThat(body(answer)).contains("too-many-posts", "Post again in 3 s.");
    assertThat(store.newest(1).messages()).isEmpty();
    assertThat(api.handle(READS[0].request()).status()).isEqualTo(200);
  }

  @Test
  void limits_no_post_by_the_address_of_a_forged_token() {
    List<String> taken = new ArrayList<>();
    MessagesApi api =
        ApiCases.api(new InMemoryMessageStore())
            .withPostLimit(
                (author, address) -> {
                  taken.add(author + " " + address);
                  return Optional.empty();
                });

    api.handle(Call.post().bearer("forged").json("{\"text\":\"hi\"}").request());
    api.handle(Call.post().bearer().json("{\"text\":\"hi\"}").request());

    assertThat(taken).containsExactly("user-1 Optional.empty");
  }

  @Test
  void tells_of_what_it_answers() {
    List<ApiListener.Exchange> told = new ArrayList<>();
    MessagesApi api = ApiCases.api(new InMemoryMessageStore()).withListener(told::add);

    api.handle(Call.get("/api/messages/00000000000000000000000000").bearer().request());
    api.handle(Call.get("/api/messages").bearer("secret").request());
    api.handle(Call.get("/api/messages").request());
    api.handle(Call.of("secret", "/secret").request());

    assertThat(told)
        .extracting(
            ApiListener.Exchange::method, ApiListener.Exchange::route, ApiListener.Exchange::status)
        .containsExactly(
            tuple("GET", "/api/messages/{id}", 404),
            tuple("GET", "/api/messages", 401),
            tuple("GET", "/api/messages", 401),
            tuple("other", "other", 404));
    assertThat(told)
        .extracting(exchange -> exchange.subject().orElse(exchange.refusal().orElse("none")))
        .containsExactly("user-1", "malformed", "unauthorized", "none");
    assertThat(told).allMatch(exchange -> !exchange.duration().isNegative());
  }

  @Test
  void answers_though_its_listener_fails() {
    MessagesApi api =
        ApiCases.api(new InMemoryMessageStore())
            .withListener(
                exchange -> {
                  throw new IllegalStateException("a secret");
                });

    try (LogCapture log = LogCapture.of(MessagesApi.class)) {
      assertThat(api.handle(Call.get("/health").request()).status()).isEqualTo(200);

      assertThat(log.text()).contains("IllegalStateException").doesNotContain("secret");
    }
  }

  // A port that was free a moment ago: nobody answers there.
  private static KeySource keysOfNobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return KeySource.remote(URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/jwks"));
    }
  }

  private static void assertUnavailable(ApiResponse answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.headers())
        .containsEntry("retry-after", "5")
        .containsEntry("content-type", "application/problem+json");
    assertThat(body(answer)).contains("store-unavailable").doesNotContain("down");
  }

  private static String body(ApiResponse answer) {
    return new String(answer.body(), UTF_8);
  }

  /** A store that can be written to but not read. */
  private static final class UnreadableStore extends UnreachableStore {
    private final MessageStore store;

    private UnreadableStore(MessageStore store) {
      this.store = store;
    }

    @Override
    public void add(Message message) {
      store.add(message);
    }
  }

  /** A store that always fails, in one way or another. */
  private static final class Failing extends UnreachableStore {
    private final Supplier<Throwable> fault;

    private Failing(Supplier<Throwable> fault) {
      this.fault = fault;
    }

    @Override
    protected RuntimeException fault() {
      Throwable thrown = fault.get();
      if (thrown instanceof Error error) {
        throw error;
      }
      return (RuntimeException) thrown;
    }
  }
}
