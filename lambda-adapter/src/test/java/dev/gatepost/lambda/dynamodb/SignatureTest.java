package dev.gatepost.lambda.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.davidmoten.aws.lw.client.Credentials;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Signature Version 4 as AWS specifies it, computed here of what arrives: DynamoDB Local looks at
 * no signature, and DynamoDB does.
 */
class SignatureTest {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=AKID/(\\d{8})/eu-central-1/dynamodb/aws4_request, ?"
              + "SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");

  private HttpServer server;
  private Headers headers = new Headers();
  private byte[] body = {};

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void a_call_arrives_with_a_signature_of_what_arrives() throws Exception {
    Credentials credentials = Credentials.of("AKID", SECRET, "session-token");
    new DynamoDb(
            new Endpoint("eu-central-1", "http://127.0.0.1:" + server.getAddress().getPort() + "/"),
            new CurrentCredentials(() -> credentials),
            () -> Duration.ofSeconds(5),
            time -> {})
        .call("PutItem", Map.of("Item", Map.of("text", Map.of("S", "Grüße 😀"))));

    Matcher authorization = AUTHORIZATION.matcher(header("authorization"));
    assertThat(authorization.matches()).as(header("authorization")).isTrue();
    String[] signed = authorization.group(2).split(";", -1);
    assertThat(signed)
        .isSorted()
        .contains("host", "x-amz-date", "x-amz-security-token", "x-amz-target");
    assertThat(header("x-amz-security-token")).isEqualTo("session-token");
    assertThat(header("x-amz-target")).isEqualTo("DynamoDB_20120810.PutItem");
    assertThat(authorization.group(3)).isEqualTo(signature(signed, authorization.group(1)));
  }

  private void take(HttpExchange exchange) throws IOException {
    headers = exchange.getRequestHeaders();
    body = exchange.getRequestBody().readAllBytes();
    exchange.sendResponseHeaders(200, 2);
    exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
    exchange.close();
  }

  private String header(String name) {
    return String.valueOf(headers.getFirst(name));
  }

  private String signature(String[] signed, String date) throws Exception {
    StringBuilder request = new StringBuilder("POST\n/\n\n");
    for (String name : signed) {
      request.append(name).append(':').append(header(name).strip()).append('\n');
    }
    request.append('\n').append(String.join(";", signed)).append('\n').append(sha256(body));
    String scope = date + "/eu-central-1/dynamodb/aws4_request";
    String text =
        "AWS4-HMAC-SHA256\n"
            + header("x-amz-date")
            + "\n"
            + scope
            + "\n"
            + sha256(request.toString().getBytes(StandardCharsets.UTF_8));
    byte[] key = ("AWS4" + SECRET).getBytes(StandardCharsets.UTF_8);
    for (String part : scope.split("/", -1)) {
      key = hmac(key, part);
    }
    return HexFormat.of().formatHex(hmac(key, text));
  }

  private static byte[] hmac(byte[] key, String text) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
