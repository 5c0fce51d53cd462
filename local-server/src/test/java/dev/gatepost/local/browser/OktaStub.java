package dev.gatepost.local.browser;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.gatepost.token.testkit.TestIssuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * What Okta's widget asks an org for, on the loopback: a name and a password, one of which is
 * right, and an interaction code for it, which a verifier opens once.
 */
final class OktaStub implements AutoCloseable {
  static final String CLIENT = "0oa1gatepost";
  static final String AUDIENCE = "api://default";
  static final String PASSWORD = "open sesame";

  private static final String SERVER = "/oauth2/default";
  private static final String CODE = "an-interaction-code";

  private final HttpServer server;
  private final TestIssuer keys;
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private volatile Map<String, String> interaction = Map.of();

  private OktaStub(HttpServer server) {
    this.server = server;
    this.keys = TestIssuer.create("okta").named(origin() + SERVER);
  }

  static OktaStub start() {
    try {
      InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
      OktaStub stub = new OktaStub(HttpServer.create(address, 0));
      stub.server.createContext("/", stub::answer);
      stub.server.setExecutor(Executors.newCachedThreadPool());
      stub.server.start();
      return stub;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String origin() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** The settings of a server whose people sign in here. */
  Map<String, String> settings() {
    return Map.of(
        "OIDC_ISSUER",
        origin() + SERVER,
        "OIDC_AUDIENCE",
        AUDIENCE,
        "OIDC_JWKS",
        keys.jwks(),
        "CLIENT_ID",
        CLIENT,
        "SIGN_IN",
        "okta-widget");
  }

  /** The paths that were asked for, in order, without those that ask whether one may. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String origin = exchange.getRequestHeaders().getFirst("Origin");
    if (origin != null) {
      exchange.getResponseHeaders().set("Access-Control-Allow-Origin", origin);
      exchange.getResponseHeaders().set("Access-Control-Allow-Credentials", "true");
      String headers = exchange.getRequestHeaders().getFirst("Access-Control-Request-Headers");
      exchange
          .getResponseHeaders()
          .set("Access-Control-Allow-Headers", headers == null ? "" : headers);
    }
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    if (exchange.getRequestMethod().equals("OPTIONS")) {
      send(exchange, 204, "");
      return;
    }
    String path = exchange.getRequestURI().getPath();
    calls.add(path);
    switch (path) {
      case SERVER + "/.well-known/openid-configuration" -> send(exchange, 200, metadata());
      case SERVER + "/v1/authorize" -> sendBack(exchange);
      case SERVER + "/v1/interact" -> {
        interaction = form(body);
        send(exchange, 200, "{\"interaction_handle\":\"a-handle\"}");
      }
      case "/idp/idx/introspect" -> send(exchange, 200, asking(""));
      case "/idp/idx/identify" -> identify(exchange, body);
      case SERVER + "/v1/token" -> exchange(exchange, form(body));
      default -> send(exchange, 404, "{}");
    }
  }

  private String metadata() {
    return """
        {"issuer":"%1$s","authorization_endpoint":"%1$s/v1/authorize",
         "token_endpoint":"%1$s/v1/token","jwks_uri":"%1$s/v1/keys",
         "code_challenge_methods_supported":["S256"]}"""
        .formatted(origin() + SERVER);
  }

  private String asking(String messages) {
    return """
        {"version":"1.0.0","stateHandle":"a-state","expiresAt":"2099-01-01T00:00:00.000Z",
         "intent":"LOGIN",%1$s
         "remediation":{"type":"array","value":[{"rel":["create-form"],"name":"identify",
           "href":"%2$s/idp/idx/identify","method":"POST",
           "produces":"application/ion+json; okta-version=1.0.0",
           "accepts":"application/json; okta-version=1.0.0",
           "value":[{"name":"identifier","label":"Username"},
             {"name":"credentials","type":"object","required":true,
              "form":{"value":[{"name":"passcode","label":"Password","secret":true}]}},
             {"name":"stateHandle","required":true,"value":"a-state","visible":false,
              "mutable":false}]}]},
         "app":{"type":"object","value":{"name":"oidc_client","label":"Board","id":"%3$s"}}}"""
        .formatted(messages, origin(), CLIENT);
  }

  private void identify(HttpExchange exchange, String body) throws IOException {
    if (!body.contains("\"passcode\":\"" + PASSWORD + '"')) {
      String message =
          """
          "messages":{"type":"array","value":[{"message":"Unable to sign in","class":"ERROR",
            "i18n":{"key":"errors.E0000004"}}]},""";
      send(exchange, 401, asking(message));
      return;
    }
    send(
        exchange,
        200,
        """
        {"version":"1.0.0","stateHandle":"a-state","intent":"LOGIN",
         "successWithInteractionCode":{"rel":["create-form"],"name":"issue",
           "href":"%s/v1/token","method":"POST",
           "value":[{"name":"grant_type","required":true,"value":"interaction_code"},
             {"name":"interaction_code","required":true,"value":"%s"},
             {"name":"client_id","required":true,"value":"%s"},
             {"name":"code_verifier","required":true}]}}"""
            .formatted(origin() + SERVER, CODE, CLIENT));
  }

  private void exchange(HttpExchange exchange, Map<String, String> form) throws IOException {
    boolean proven =
        "interaction_code".equals(form.get("grant_type"))
            && CODE.equals(form.get("interaction_code"))
            && CLIENT.equals(form.get("client_id"))
            && challengeOf(Objects.requireNonNull(form.get("code_verifier")))
                .equals(interaction.get("code_challenge"));
    if (!proven) {
      send(exchange, 400, "{\"error\":\"invalid_grant\"}");
      return;
    }
    TestIssuer now = keys.at(Instant.now());
    String accessToken = now.token().subject("ada").audience(AUDIENCE).sign();
    String idToken =
        now.token()
            .subject("ada")
            .audience(CLIENT)
            .claim("name", "Ada Lovelace")
            .claim("nonce", interaction.get("nonce"))
            .sign();
    send(
        exchange,
        200,
        """
        {"access_token":"%s","id_token":"%s","token_type":"Bearer","expires_in":300}"""
            .formatted(accessToken, idToken));
  }

  // Nobody has a session here, so nobody who must not be asked gets a code.
  private static void sendBack(HttpExchange exchange) throws IOException {
    Map<String, String> query = form(exchange.getRequestURI().getRawQuery());
    String back = query.get("redirect_uri") + "?error=login_required&state=" + query.get("state");
    exchange.getResponseHeaders().set("Location", back);
    send(exchange, 303, "");
  }

  private static String challengeOf(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> form(String body) {
    Map<String, String> form = new HashMap<>();
    for (String pair : body.split("&", -1)) {
      String[] sides = pair.split("=", 2);
      form.put(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
    }
    return form;
  }

  private static void send(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }
}
