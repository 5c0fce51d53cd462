package dev.gatepost.lambda.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import dev.gatepost.lambda.AuthorizerHandler;
import dev.gatepost.lambda.MessagesHandler;
import dev.gatepost.lambda.dynamodb.LocalDynamoDb;
import dev.gatepost.lambda.runtime.RuntimeApi.Outcome;
import dev.gatepost.messages.testkit.ApiCases;
import dev.gatepost.token.testkit.TestIssuer;
import dev.gatepost.token.testkit.TestIssuerServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The packaged function in Lambda's own runtime client. */
class LambdaRuntimeIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path PACKAGED = Path.of(System.getProperty("gatepost.function"));

  private static final String AUTHORIZE =
      "{\"type\":\"TOKEN\",\"methodArn\":\"arn:aws:execute-api:r:1:api/prod/GET/x\","
          + "\"authorizationToken\":\"Bearer %s\"}";

  @SuppressWarnings("NullAway.Init") // Each test starts its own.
  private LambdaFunction function;

  @AfterEach
  void stop() throws Exception {
    if (function != null) {
      function.close();
    }
  }

  @Test
  void answers_one_request_after_another() throws Exception {
    start(MessagesHandler.class, Map.of());

    assertThat(answer("GET", "/health", "", "").get("statusCode").intValue()).isEqualTo(200);
    assertThat(answer("GET", "/api/messages", "", "").get("statusCode").intValue()).isEqualTo(401);
    JsonNode posted = answer("POST", "/api/messages", token(), "{\\\"text\\\":\\\"Grüße 😀\\\"}");
    assertThat(posted.get("statusCode").intValue()).isEqualTo(201);
    JsonNode listed = answer("GET", "/api/messages", token(), "");
    assertThat(JSON.readTree(listed.get("body").textValue()).at("/messages/0/text").textValue())
        .isEqualTo("Grüße 😀");
    String large = "{\\\"text\\\":\\\"" + "a".repeat(5_000_000) + "\\\"}";
    assertThat(answer("POST", "/api/messages", token(), large).get("statusCode").intValue())
        .isEqualTo(413);
    assertThat(function.log()).doesNotContain("Grüße", "eyJ", "SLF4J", "Exception");
  }

  @Test
  void refuses_what_is_no_request_and_goes_on() throws Exception {
    start(MessagesHandler.class, Map.of());

    Outcome outcome = function.invoke("{\"Records\":[{\"body\":\"confidential\"}]}");

    assertThat(outcome.succeeded()).isFalse();
    assertThat(outcome.body()).contains("the event is no request").doesNotContain("confidential");
    assertThat(answer("GET", "/health", "", "").get("statusCode").intValue()).isEqualTo(200);
    assertThat(function.log())
        .contains("the event is no request")
        .doesNotContain("confidential", "\tat ");
  }

  @Test
  void does_not_start_without_its_settings_and_names_all_of_them() throws Exception {
    function =
        LambdaFunction.start(
            PACKAGED,
            MessagesHandler.class,
            Map.of("OKTA_KEYS", "confidential!", "MESSAGES_STORE", "dynamodb:x"));

    Outcome outcome = function.awaitStart();

    assertThat(outcome.succeeded()).isFalse();
    assertThat(outcome.body())
        .contains("OIDC_ISSUER", "OIDC_AUDIENCE", "OKTA_KEYS", "MESSAGES_STORE", "AWS_REGION")
        .doesNotContain("confidential");
  }

  @Test
  void keeps_messages_in_dynamodb_for_another_instance() throws Exception {
    try (LocalDynamoDb database = new LocalDynamoDb()) {
      Map<String, String> settings = new HashMap<>(dynamoDb(database));
      settings.put("AWS_ACCESS_KEY_ID", "anybody");
      settings.put("AWS_SECRET_ACCESS_KEY", "anything");
      settings.put("AWS_SESSION_TOKEN", "session");
      start(MessagesHandler.class, settings);
      assertThat(status("POST", "{\\\"text\\\":\\\"kept\\\"}")).isEqualTo(201);
      function.close();

      start(MessagesHandler.class, settings);

      assertThat(answer("GET", "/api/messages", token(), "").get("body").textValue())
          .contains("kept");
    }
  }

  @Test
  void begins_from_a_snapshot_with_the_credentials_that_the_container_hands_out() throws Exception {
    try (LocalDynamoDb database = new LocalDynamoDb();
        Credentials credentials = new Credentials()) {
      Map<String, String> settings = new HashMap<>(dynamoDb(database));
      settings.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
      settings.put("AWS_CONTAINER_CREDENTIALS_FULL_URI", credentials.address());
      settings.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "container");
      start(MessagesHandler.class, settings, RuntimeApi.RESTORED);

      assertThat(status("POST", "{\\\"text\\\":\\\"kept\\\"}")).isEqualTo(201);
      assertThat(credentials.asked()).isPositive();
    }
  }

  @Test
  void offers_dynamodb_no_outdated_tls() throws Exception {
    try (TlsHello hello = new TlsHello()) {
      start(
          MessagesHandler.class,
          Map.of(
              "MESSAGES_STORE", "dynamodb:messages",
              "AWS_REGION", "eu-central-1",
              "AWS_ACCESS_KEY_ID", "anybody",
              "AWS_SECRET_ACCESS_KEY", "anything",
              "AWS_ENDPOINT_URL_DYNAMODB", hello.address()));

      assertThat(hello.versions()).containsExactly("TLSv1.3", "TLSv1.2");
    }
  }

  @Test
  void starts_though_issuer_and_store_are_out_of_reach() throws Exception {
    start(
        MessagesHandler.class,
        Map.of(
            "OIDC_JWKS", "http://127.0.0.1:1/keys",
            "MESSAGES_STORE", "dynamodb:messages",
            "AWS_REGION", "eu-central-1",
            "AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1"));

    assertThat(status("POST", "{\\\"text\\\":\\\"lost\\\"}")).isEqualTo(503);
    assertThat(answer("GET", "/ready", "", "").get("statusCode").intValue()).isEqualTo(503);
    assertThat(answer("GET", "/health", "", "").get("statusCode").intValue()).isEqualTo(200);
  }

  @Test
  void authorizes_for_other_functions() throws Exception {
    start(AuthorizerHandler.class, Map.of());
    Outcome granted = function.invoke(AUTHORIZE.formatted(token()));
    Outcome refused = function.invoke(AUTHORIZE.formatted("confidential"));

    assertThat(granted.succeeded()).isTrue();
    assertThat(granted.body()).contains("\"Allow\"", "arn:aws:execute-api:r:1:api/prod/*");
    function.invoke(AUTHORIZE.formatted(token())); // Its log is written by then.
    assertThat(refused.succeeded()).isFalse();
    assertThat(JSON.readTree(refused.body()).get("errorMessage").textValue())
        .isEqualTo("Unauthorized");
    assertThat(function.log()).contains("Refused: malformed").doesNotContain("confidential");
  }

  @Test
  void authorizes_with_keys_that_were_fetched_at_the_start() throws Exception {
    TestIssuer issuer;
    try (TestIssuerServer server = TestIssuerServer.start()) {
      issuer = server.issuer(Instant.now());
      start(AuthorizerHandler.class, discovering(issuer));
    }

    Outcome granted = function.invoke(AUTHORIZE.formatted(token(issuer)));

    assertThat(granted.succeeded()).as(granted.body()).isTrue();
  }

  private static String token(TestIssuer issuer) {
    return issuer.token().scopes(ApiCases.SCOPE).sign();
  }

  private static Map<String, String> discovering(TestIssuer issuer) {
    return Map.of(
        "OIDC_ISSUER", issuer.name(), "OIDC_AUDIENCE", issuer.audience(), "OIDC_JWKS", "");
  }

  private void start(Class<?> handler, Map<String, String> settings) throws Exception {
    start(handler, settings, "");
  }

  private void start(Class<?> handler, Map<String, String> settings, String outcome)
      throws Exception {
    Map<String, String> environment = new HashMap<>(ApiCases.environment());
    environment.putAll(settings);
    function = LambdaFunction.start(PACKAGED, handler, environment);
    assertThat(function.awaitStart()).as(function.log()).isEqualTo(new Outcome(true, outcome));
  }

  private int status(String method, String body) throws Exception {
    return answer(method, "/api/messages", token(), body).get("statusCode").intValue();
  }

  private JsonNode answer(String method, String path, String token, String body) throws Exception {
    String event =
        """
        {"version":"2.0","rawPath":"%s","rawQueryString":"",
         "headers":{%s"content-type":"application/json"},
         "requestContext":{"stage":"$default","http":{"method":"%s"}},"body":"%s"}
        """
            .formatted(
                path,
                token.isEmpty() ? "" : "\"authorization\":\"Bearer " + token + "\",",
                method,
                body);
    Outcome outcome = function.invoke(event);
    assertThat(outcome.succeeded()).as(outcome.body()).isTrue();
    return JSON.readTree(outcome.body());
  }

  // The process goes by the real clock.
  private static String token() {
    Instant now = Instant.now();
    return ApiCases.token()
        .claim("iat", now.getEpochSecond())
        .expiringAt(now.plus(Duration.ofHours(1)))
        .sign();
  }

  private static Map<String, String> dynamoDb(LocalDynamoDb database) {
    return Map.of(
        "MESSAGES_STORE",
        "dynamodb:" + database.newTable(),
        "AWS_REGION",
        "eu-central-1",
        "AWS_ENDPOINT_URL_DYNAMODB",
        database.url());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Hands out credentials as Lambda does under SnapStart. */
  private static final class Credentials implements AutoCloseable {
    private final AtomicInteger asked = new AtomicInteger();
    private final HttpServer server;

    Credentials() throws Exception {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/credentials",
          exchange -> {
            boolean known =
                "container".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body =
                bytes(
                    "{\"AccessKeyId\":\"anybody\",\"SecretAccessKey\":\"anything\","
                        + "\"Token\":\"session\",\"Expiration\":\"2030-01-01T00:00:00Z\"}");
            asked.incrementAndGet();
            exchange.sendResponseHeaders(known ? 200 : 403, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
    }

    String address() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/credentials";
    }

    int asked() {
      return asked.get();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
