package dev.gatepost.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import dev.gatepost.token.testkit.TestIssuer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** An issuer that is configured, whose keys come over the network. */
class KeysAtStartTest {
  private final TestIssuer issuer = TestIssuer.create();
  private final AtomicInteger fetches = new AtomicInteger();
  private final HttpServer keys;
  private volatile int status = 200;

  KeysAtStartTest() throws IOException {
    keys = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] jwks = issuer.jwks().getBytes(StandardCharsets.UTF_8);
    keys.createContext(
        "/keys",
        exchange -> {
          fetches.incrementAndGet();
          exchange.sendResponseHeaders(status, jwks.length);
          exchange.getResponseBody().write(jwks);
          exchange.close();
        });
    keys.start();
  }

  @AfterEach
  void stop_serving_keys() {
    keys.stop(0);
  }

  @Test
  void are_fetched_before_the_first_request() {
    try (RunningServer server = start()) {
      assertThat(fetches).hasValue(1);

      assertThat(list(server).status()).isEqualTo(200);
      assertThat(fetches).hasValue(1);
    }
  }

  @Test
  void do_not_keep_the_server_from_starting_when_they_are_out_of_reach() {
    status = 500;

    try (RunningServer server = start()) {
      ApiResponse answer = list(server);

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.headers()).containsKey("Retry-After");
    }
  }

  private RunningServer start() {
    return RunningServer.start(
        Map.of(
            "OIDC_ISSUER",
            issuer.name(),
            "OIDC_AUDIENCE",
            issuer.audience(),
            "OIDC_JWKS",
            "http://127.0.0.1:" + keys.getAddress().getPort() + "/keys"),
        Clock.fixed(TestIssuer.NOW, ZoneOffset.UTC));
  }

  private ApiResponse list(RunningServer server) {
    String bearer = "Bearer " + issuer.token().sign();
    return server.send(
        "api",
        new ApiRequest(
            "GET", "/api/messages", "", Map.of("authorization", List.of(bearer)), new byte[0]));
  }
}
