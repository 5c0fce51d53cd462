package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.gatepost.token.testkit.TestIssuer;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Keys over TLS, from a server on the loopback whose certificate is made for the test. */
@Timeout(60)
class HttpGetTlsTest {
  private static final char[] PASSWORD = "for-the-test".toCharArray();

  @TempDir private Path directory;
  private final List<RawServer> servers = new ArrayList<>();

  @AfterEach
  void close() {
    servers.forEach(RawServer::close);
  }

  @Test
  void gets_keys_from_a_server_that_the_given_authority_vouches_for() throws Exception {
    SSLContext tls = tls("ip:127.0.0.1");

    KeySource keys = KeySource.remote(serve(tls), patient().tls(tls));

    keys.load();
    assertThat(keys.isUsable()).isTrue();
  }

  @Test
  void refuses_a_server_that_nobody_vouches_for() throws Exception {
    KeySource keys = KeySource.remote(serve(tls("ip:127.0.0.1")), patient());

    assertThatThrownBy(keys::load)
        .isInstanceOf(KeysUnavailableException.class)
        .hasMessageContaining("TLS failed");
  }

  @Test
  void refuses_a_server_that_goes_by_another_name() throws Exception {
    SSLContext tls = tls("dns:other.example.test");

    KeySource keys = KeySource.remote(serve(tls), patient().tls(tls));

    assertThatThrownBy(keys::load)
        .isInstanceOf(KeysUnavailableException.class)
        .hasMessageContaining("TLS failed");
  }

  @Test
  void an_issuer_behind_tls_can_not_send_us_to_the_loopback_without_it() throws Exception {
    SSLContext tls = tls("ip:127.0.0.1");
    RawServer server = new RawServer(tls.getServerSocketFactory());
    servers.add(server);
    String issuer = server.uri("").toString();
    server.answer(
        "HTTP/1.1 200 OK",
        "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"http://127.0.0.1:9/keys\"}");

    KeySource keys = KeySource.discover(issuer, patient().tls(tls));

    assertThatThrownBy(keys::load)
        .isInstanceOf(KeysUnavailableException.class)
        .hasMessageEndingWith("the jwks_uri is not https");
  }

  // Under load, a first handshake takes its time.
  private static RemoteKeySettings patient() {
    return RemoteKeySettings.defaults().timeout(Duration.ofSeconds(20));
  }

  private URI serve(SSLContext tls) {
    RawServer server = new RawServer(tls.getServerSocketFactory());
    servers.add(server);
    server.answer("HTTP/1.1 200 OK", TestIssuer.create().jwks());
    return server.uri("/keys");
  }

  private SSLContext tls(String name) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyStore(name))) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("server", store.getCertificate("server"));
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  // The JDK makes certificates with its tool alone.
  private Path keyStore(String name) throws Exception {
    Path store = directory.resolve("server.p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "server",
            "-keyalg",
            "EC",
            "-dname",
            "CN=server",
            "-ext",
            "san=" + name,
            "-storetype",
            "PKCS12",
            "-storepass",
            new String(PASSWORD),
            "-keystore",
            store.toString());
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(output).isZero();
    return store;
  }
}
