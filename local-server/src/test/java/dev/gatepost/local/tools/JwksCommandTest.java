package dev.gatepost.local.tools;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.gatepost.token.KeySource;
import dev.gatepost.token.testkit.TestIssuer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class JwksCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final TestIssuer issuer = TestIssuer.create();
  @TempDir private Path folder;

  @Test
  void prints_a_value_that_verifies_the_issuers_tokens() throws Exception {
    int exitCode = fetch(file(issuer.jwks()));

    assertThat(exitCode).isZero();
    String value = out.toString().strip();
    assertThat(
            issuer
                .verifierBuilder()
                .keys(KeySource.ofBase64Jwks(value))
                .build()
                .verify(issuer.token().sign()))
        .isNotNull();
  }

  @Test
  void leaves_out_certificates_and_keys_that_do_not_serve() throws IOException {
    String withCertificate = issuer.jwk().replace("{", "{\"x5c\":[\"MIIC\"],\"x5t\":\"abc\",");
    String symmetric = "{\"kty\":\"oct\",\"kid\":\"shared\",\"k\":\"c2VjcmV0\"}";

    int exitCode = fetch(file("{\"keys\":[" + withCertificate + "," + symmetric + "]}"));

    assertThat(exitCode).isZero();
    String json =
        new String(Base64.getDecoder().decode(out.toString().strip()), StandardCharsets.UTF_8);
    assertThat(json).contains("\"kid\":\"key-1\"").doesNotContain("x5c", "x5t", "shared");
    assertThat(err.toString())
        .contains("key \"key-1\"", "left out \"shared\": a symmetric key")
        .doesNotContain("c2VjcmV0");
  }

  @Test
  void refuses_a_value_that_lambda_has_no_room_for() throws IOException {
    String keys =
        IntStream.range(0, 8)
            .mapToObj(i -> TestIssuer.create("key-" + i).jwk())
            .collect(Collectors.joining(","));

    int exitCode = fetch(file("{\"keys\":[" + keys + "]}"));

    assertThat(exitCode).isEqualTo(1);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).contains("of 3584 characters", "too large");
  }

  @Test
  void says_what_is_wrong_with_a_source() throws IOException {
    assertFails(file("{\"keys\":[]}"), "no usable key");
    assertFails(file("<html>"), "not valid JSON");
    assertFails(folder.resolve("none.json").toString(), "no such file");
    assertFails("http://id.example.test/keys", "use https");
    assertFails("HTTP://id.example.test/keys", "use https");
    assertFails("https://127.0.0.1:1/keys", "cannot connect to 127.0.0.1");
    assertFails("\0", "not a path");
    assertFails(folder.toString(), "no such file");
    assertFails(file("x".repeat(1024 * 1024 + 1)), "more than 1048576 bytes");
    Path latin1 = folder.resolve("latin1.json");
    Files.write(latin1, new byte[] {'{', (byte) 0xe4, '}'});
    assertFails(latin1.toString(), "not UTF-8");
  }

  @Test
  void fetches_from_an_issuer_on_this_machine() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    byte[] jwks = issuer.jwks().getBytes(StandardCharsets.UTF_8);
    server.createContext(
        "/keys",
        exchange -> {
          exchange.sendResponseHeaders(200, jwks.length);
          exchange.getResponseBody().write(jwks);
          exchange.close();
        });
    server.createContext(
        "/moved",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/keys");
          exchange.sendResponseHeaders(302, -1);
          exchange.close();
        });
    server.start();
    try {
      String address = "http://127.0.0.1:" + server.getAddress().getPort();

      assertThat(fetch(address + "/keys")).isZero();
      assertFails(address + "/none", "status 404");
      assertFails(address + "/moved", "it points elsewhere (status 302)");
    } finally {
      server.stop(0);
    }
  }

  private void assertFails(String source, String message) {
    err.getBuffer().setLength(0);

    assertThat(fetch(source)).isEqualTo(1);
    assertThat(err.toString()).contains(message);
  }

  private int fetch(String source) {
    return new CommandLine(new JwksCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute("fetch", source);
  }

  private String file(String content) throws IOException {
    return Files.writeString(folder.resolve("jwks.json"), content).toString();
  }
}
