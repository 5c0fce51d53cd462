package dev.gatepost.token.guide;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.gatepost.token.KeySource;
import dev.gatepost.token.TokenVerifier;
import dev.gatepost.token.VerifiedToken;
import dev.gatepost.token.http.RequestGuard;
import dev.gatepost.token.http.RequestGuard.Decision;
import dev.gatepost.token.http.RequestGuard.Granted;
import dev.gatepost.token.http.RequestGuard.Refused;
import dev.gatepost.token.testkit.TestIssuer;
import dev.gatepost.token.testkit.TestIssuerExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The guide's server, over a socket. */
@ExtendWith(TestIssuerExtension.class)
class JdkHttpServerExampleTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final HttpServer server;

  JdkHttpServerExampleTest() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  // guide: server
  interface GuardedHandler {
    void handle(HttpExchange exchange, VerifiedToken token) throws IOException;
  }

  static HttpHandler guarded(RequestGuard guard, GuardedHandler handler) {
    return exchange -> {
      try (exchange) {
        Decision decision =
            guard.check(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                exchange.getRequestHeaders());
        if (decision instanceof Granted granted) {
          handler.handle(exchange, granted.token());
        } else if (decision instanceof Refused refused) {
          refused.headers().forEach(exchange.getResponseHeaders()::set);
          byte[] body = refused.body().getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(refused.status(), body.length);
          exchange.getResponseBody().write(body);
        }
      }
    };
  }

  // guide: end

  @BeforeEach
  void start(TestIssuer issuer) {
    TokenVerifier verifier =
        TokenVerifier.builder()
            .issuer(issuer.name())
            .audience(issuer.audience())
            .keys(KeySource.discover(issuer.name()))
            .build();
    server.createContext("/hello", guarded(new RequestGuard(verifier), this::greet));
    server.start();
  }

  private void greet(HttpExchange exchange, VerifiedToken token) throws IOException {
    byte[] body = token.subject().orElseThrow().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void greets_the_sender_of_a_good_token(TestIssuer issuer) throws Exception {
    HttpResponse<String> answer = get("Bearer " + issuer.token().sign());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo("user-1");
  }

  @Test
  void tells_others_what_is_missing() throws Exception {
    HttpResponse<String> answer = get("Basic eA==");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"api\"");
    assertThat(answer.body()).contains("\"status\":401");
  }

  // guide: hostile
  @Test
  void refuses_hostile_tokens(TestIssuer issuer) {
    issuer.assertRefusesHostileTokens(token -> get("Bearer " + token).statusCode());
  }

  // guide: end

  private HttpResponse<String> get(String authorization) throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/hello");
    HttpRequest request =
        HttpRequest.newBuilder(address).header("Authorization", authorization).build();
    return client.send(request, BodyHandlers.ofString());
  }
}
