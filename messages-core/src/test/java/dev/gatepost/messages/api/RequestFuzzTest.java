package dev.gatepost.messages.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.gatepost.messages.InMemoryMessageStore;
import dev.gatepost.messages.MessageBoard;
import dev.gatepost.messages.testkit.ApiCases;
import dev.gatepost.token.TokenVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any request: it is answered as the documentation says, and never with what only a token opens.
 */
class RequestFuzzTest {
  private static final int MAX_SEED = 4096;
  private static final Set<Integer> DOCUMENTED =
      Set.of(200, 201, 204, 304, 400, 401, 403, 404, 405, 413, 415, 422);

  private static final ApiSettings SETTINGS = ApiSettings.read(ApiCases.environment());
  private static final TokenVerifier VERIFIER = SETTINGS.verifier(ApiCases.clock());

  static Stream<byte[]> requests() {
    List<ApiRequest> sent = new ArrayList<>();
    MessagesApi api = emptyBoard();
    ApiCases.all()
        .forEach(
            apiCase ->
                apiCase.run(
                    request -> {
                      sent.add(request);
                      return api.handle(request);
                    }));
    return sent.stream()
        .map(FuzzedRequest::write)
        .distinct()
        .filter(text -> text.length() <= MAX_SEED)
        .map(text -> text.getBytes(StandardCharsets.ISO_8859_1));
  }

  @MethodSource("requests")
  @FuzzTest(maxDuration = "30s")
  void answers_as_documented(byte[] input) throws IOException {
    ApiRequest request = FuzzedRequest.read(input);

    ApiResponse answer = emptyBoard().handle(request);

    assertThat(answer.status()).isIn(DOCUMENTED);
    assertThat(answer.headers().values()).allMatch(value -> value.matches("[\\x20-\\x7e]*"));
    String body = new String(answer.body(), StandardCharsets.UTF_8);
    if (answer.status() >= 400) {
      assertThat(FuzzedRequest.showsGoodToken(answer.headers() + body)).isFalse();
    } else if (request.path().startsWith("/api") && answer.status() != 204) {
      assertThat(FuzzedRequest.mayCarryToken(input)).isTrue();
    }
    requireJson(body);
  }

  private static MessagesApi emptyBoard() {
    MessageBoard board = new MessageBoard(new InMemoryMessageStore(), ApiCases.clock());
    return new MessagesApi(VERIFIER, board, SETTINGS.allowedOrigins());
  }

  private static void requireJson(String body) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(body)) {
      parser.nextToken();
      parser.skipChildren();
      assertThat(parser.nextToken()).isNull();
    }
  }
}
