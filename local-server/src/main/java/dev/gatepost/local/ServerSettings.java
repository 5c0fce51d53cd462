package dev.gatepost.local;

import dev.gatepost.local.limit.Rate;
import dev.gatepost.local.limit.RateLimit;
import dev.gatepost.local.limit.TrustedProxies;
import dev.gatepost.messages.api.ApiSettings;
import dev.gatepost.messages.api.InvalidSettingsException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the server is told at its start.
 *
 * @param host where it listens
 * @param port of the page, 0 for a free one; so the other two
 * @param apiPort of the API
 * @param issuerPort of the development issuer
 * @param development whether that issuer is wanted, for lack of another
 * @param store where messages are kept
 * @param cachedTokens of how many accepted tokens the signature is remembered
 * @param limit how often may be posted
 * @param proxies whose word on a sender's address is taken
 * @param retention how long messages are kept; empty for ever
 * @param metrics where they are served; empty where none are wanted
 * @param clientFiles the page
 * @param values all settings by key, for those to read who know more of them
 */
record ServerSettings(
    InetAddress host,
    int port,
    int apiPort,
    int issuerPort,
    boolean development,
    StoreSetting store,
    int cachedTokens,
    RateLimit limit,
    TrustedProxies proxies,
    Optional<Duration> retention,
    Optional<WebAddress> metrics,
    ClientFiles clientFiles,
    Map<String, String> values) {

  private static final int MAX_CACHED_TOKENS = 1_000_000;

  ServerSettings {
    values = Map.copyOf(values);
  }

  /**
   * Reads them.
   *
   * @param values what was set, by {@link Setting#key()}
   * @throws InvalidSettingsException if anything is missing or wrong; it names all of it
   */
  static ServerSettings read(Map<String, String> values) {
    Complaints complaints = new Complaints(values);
    Optional<InetAddress> host = complaints.read(Setting.HOST, "127.0.0.1", ServerSettings::host);
    Optional<Integer> port = complaints.read(Setting.PORT, "8080", ServerSettings::port);
    Optional<Integer> apiPort = complaints.read(Setting.API_PORT, "3000", ServerSettings::port);
    Optional<Integer> issuerPort =
        complaints.read(Setting.ISSUER_PORT, "9000", ServerSettings::port);
    Optional<StoreSetting> store =
        complaints.read(Setting.STORE, Setting.DEFAULT_STORE, StoreSetting::parse);
    Optional<Integer> cachedTokens =
        complaints.read(Setting.VERIFIED_TOKEN_CACHE, "10000", ServerSettings::count);
    Optional<Optional<Rate>> authorRate =
        complaints.read(Setting.RATE_LIMIT_POSTS, "60/m", Rate::parse);
    Optional<Optional<Rate>> addressRate =
        complaints.read(Setting.RATE_LIMIT_POSTS_PER_ADDRESS, "600/m", Rate::parse);
    Optional<TrustedProxies> proxies =
        complaints.read(Setting.TRUSTED_PROXIES, "", TrustedProxies::parse);
    Optional<Optional<Duration>> retention =
        complaints.read(Setting.RETENTION, "off", Retention::parse);
    Optional<WebAddress> metrics = complaints.read(Setting.METRICS, "0", ServerSettings::address);
    Optional<ClientFiles> files = complaints.read(Setting.CLIENT_DIR, "", ServerSettings::files);
    complaints.read(Setting.CLIENT_CONNECT_ORIGINS, "", WebOrigins::parse);
    complaints.read(Setting.SIGN_IN, SignIn.REDIRECT.word(), SignIn::parse);
    boolean development = isDevelopment(values);
    checkIssuer(values, development, complaints);
    checkWebAddress(Setting.CLIENT_API_URL, values, complaints);
    ApiSettings.read(development ? Issuer.STAND_IN.complete(values) : values, complaints.list());
    return new ServerSettings(
        host.orElseThrow(),
        port.orElseThrow(),
        apiPort.orElseThrow(),
        issuerPort.orElseThrow(),
        development,
        store.orElseThrow(),
        cachedTokens.orElseThrow(),
        RateLimit.of(authorRate.orElseThrow(), addressRate.orElseThrow()),
        proxies.orElseThrow(),
        retention.orElseThrow(),
        Setting.METRICS.in(values).isPresent() ? metrics : Optional.empty(),
        files.orElseThrow(),
        values);
  }

  /** What an operator should know who has set this. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (development) {
      warnings.add(
          "DEVELOPMENT ISSUER: it lets anybody in under any name. It is reachable from this machine"
              + " only; set OIDC_ISSUER, OIDC_AUDIENCE and OIDC_JWKS for people to prove who they"
              + " are.");
    } else if (Setting.CLIENT_ID.in(values).isEmpty()) {
      warnings.add("CLIENT_ID is not set: nobody can sign in on the page.");
    }
    if (store.equals(StoreSetting.MEMORY)) {
      warnings.add("Messages are kept in memory: they are gone when the server stops.");
    }
    return warnings;
  }

  // Keys without an issuer are not taken for a wish to develop: most likely it was forgotten.
  private static boolean isDevelopment(Map<String, String> values) {
    return Setting.ISSUER.in(values).isEmpty()
        && Setting.JWKS.in(values).isEmpty()
        && values.getOrDefault(Setting.OKTA_KEYS, "").isBlank();
  }

  private static void checkIssuer(
      Map<String, String> values, boolean development, Complaints complaints) {
    if (development && Setting.CLIENT_ID.in(values).isPresent()) {
      complaints.add(Setting.CLIENT_ID, "names a client of which issuer? Set OIDC_ISSUER too");
    }
    if (development && SignIn.of(values) == SignIn.OKTA_WIDGET) {
      complaints.add(
          Setting.SIGN_IN, "asks for Okta's widget of which issuer? Set OIDC_ISSUER too");
    }
    checkWebAddress(Setting.ISSUER, values, complaints);
  }

  private static void checkWebAddress(
      Setting setting, Map<String, String> values, Complaints complaints) {
    if (!setting.in(values).map(ServerSettings::isWebAddress).orElse(true)) {
      complaints.add(setting, "is not a URL such as https://id.example.com");
    }
  }

  private static boolean isWebAddress(String text) {
    try {
      URI uri = new URI(text);
      return uri.getHost() != null && List.of("http", "https").contains(uri.getScheme());
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static InetAddress host(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("no such address: " + text, e);
    }
  }

  private static int count(String text) {
    if (text.matches("\\d{1,7}") && Integer.parseInt(text) <= MAX_CACHED_TOKENS) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException("must be 0 to " + MAX_CACHED_TOKENS);
  }

  // HOST:PORT, or the port alone on the loopback.
  private static WebAddress address(String text) {
    int colon = text.lastIndexOf(':');
    InetAddress host =
        colon < 0 ? InetAddress.getLoopbackAddress() : host(text.substring(0, colon));
    return new WebAddress(host, port(text.substring(colon + 1)));
  }

  private static int port(String text) {
    if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65_535) {
      return Integer.parseInt(text);
    }
    throw new IllegalArgumentException("a port is a number from 0 to 65535, not " + text);
  }

  private static ClientFiles files(String folder) {
    if (folder.isEmpty()) {
      return ClientFiles.packed();
    }
    Path index = Path.of(folder, "index.html");
    if (!Files.isReadable(index)) {
      throw new IllegalArgumentException("there is no index.html in " + folder);
    }
    return ClientFiles.in(Path.of(folder));
  }
}
