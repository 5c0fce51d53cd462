package dev.gatepost.local;

import dev.gatepost.local.http.ListeningSocket;
import dev.gatepost.local.http.WebServer;
import dev.gatepost.local.issuer.DevelopmentIssuer;
import dev.gatepost.messages.MessageBoard;
import dev.gatepost.messages.MessageStore;
import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiSettings;
import dev.gatepost.messages.api.MessagesApi;
import dev.gatepost.token.KeySource;
import dev.gatepost.token.KeysUnavailableException;
import dev.gatepost.token.TokenVerifier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The page, the API and, where no other is set, an issuer: a running whole. */
final class LocalServer implements AutoCloseable {
  private static final Logger LOGGER = System.getLogger(LocalServer.class.getName());

  private final Cleanup cleanup;
  private final List<String> addresses;

  private LocalServer(Cleanup cleanup, List<String> addresses) {
    this.cleanup = cleanup;
    this.addresses = addresses;
  }

  /**
   * Starts everything, or nothing.
   *
   * @param clock for messages and tokens
   * @throws CannotStartException if a port or the store cannot be had
   */
  static LocalServer start(ServerSettings settings, Clock clock) {
    Cleanup cleanup = new Cleanup();
    try {
      return start(settings, clock, cleanup);
    } catch (RuntimeException e) {
      cleanup.close();
      throw e;
    }
  }

  /** Where it can be reached, one line each: what, a space, the URL. */
  List<String> addresses() {
    return addresses;
  }

  /** Stops taking requests, lets those that run end for up to ten seconds, and closes the store. */
  @Override
  public void close() {
    cleanup.close();
  }

  private static LocalServer start(ServerSettings settings, Clock clock, Cleanup cleanup) {
    // First, to be closed last: nothing that runs is to wait for it.
    BundledProvider.Later provider = cleanup.add(BundledProvider.later());
    // Each part must know the ports of the others, so all are taken before the first part starts.
    ListeningSocket pageSocket = cleanup.add(listen(settings, Setting.PORT, settings.port()));
    ListeningSocket apiSocket = cleanup.add(listen(settings, Setting.API_PORT, settings.apiPort()));
    WebAddress page = new WebAddress(settings.host(), pageSocket.port());
    WebAddress api = new WebAddress(settings.host(), apiSocket.port());
    Optional<DevelopmentIssuer> issuer =
        settings.development()
            ? Optional.of(cleanup.add(issuer(settings, page, clock)))
            : Optional.empty();

    OpenStore store = SlowStep.run("Opening the message store", settings.store()::open);
    cleanup.add(store.closing()::run);
    // Not sooner, for the development issuer is still making its key.
    Map<String, String> values = complete(settings, page, issuer);
    ApiSettings apiSettings = ApiSettings.read(values);
    SlowStep.run("Fetching the issuer's keys", () -> isLoaded(apiSettings.keys()));
    Watch watch = cleanup.add(Watch.start(settings, clock));
    MessagesApi messages = messages(settings, apiSettings, watch.store(store), clock, cleanup);
    MessagesApi watched = watch.api(messages, apiSettings.keys(), clock);
    cleanup.add(
        WebServer.start(
            apiSocket,
            Map.of(),
            request -> watched.handle(fromSender(request, settings)),
            watch::refused));

    ClientConfig config = ClientConfig.of(values, api.url(), settings.development());
    ClientSite site = new ClientSite(settings.clientFiles(), config);
    cleanup.add(WebServer.start(pageSocket, PageHeaders.of(config), site::answer));
    provider.begin();
    List<String> addresses = new ArrayList<>();
    addresses.add("client " + page.url());
    addresses.add("api " + api.url());
    addresses.add("issuer " + config.issuer());
    addresses.addAll(watch.addresses());
    return new LocalServer(cleanup, List.copyOf(addresses));
  }

  private static ListeningSocket listen(ServerSettings settings, Setting setting, int port) {
    try {
      return ListeningSocket.open(settings.host(), port);
    } catch (IOException e) {
      throw CannotStartException.noPort(setting, port, e);
    }
  }

  /** The settings with what could not be known before the ports were. */
  private static Map<String, String> complete(
      ServerSettings settings, WebAddress page, Optional<DevelopmentIssuer> issuer) {
    Map<String, String> values = new HashMap<>(settings.values());
    Setting.CORS_ALLOWED_ORIGINS.setIfMissing(values, String.join(",", page.origins()));
    return issuer.map(running -> Issuer.of(running).complete(values)).orElse(values);
  }

  private static DevelopmentIssuer issuer(ServerSettings settings, WebAddress page, Clock clock) {
    int port = settings.issuerPort();
    try {
      return DevelopmentIssuer.start(
          new DevelopmentIssuer.Settings(
              port, Issuer.audience(settings.values()), page.origins(), clock));
    } catch (UncheckedIOException e) {
      throw CannotStartException.noPort(
          Setting.ISSUER_PORT, port, Objects.requireNonNull(e.getCause()));
    }
  }

  // So that the first request need not wait. Keys that come later are as good.
  private static boolean isLoaded(KeySource keys) {
    try {
      keys.load();
      return true;
    } catch (KeysUnavailableException e) {
      LOGGER.log(
          Level.WARNING,
          "The issuer''s keys are out of reach, so requests with tokens get 503 until they are had: {0}",
          e.getMessage());
      return false;
    }
  }

  private static MessagesApi messages(
      ServerSettings settings, ApiSettings api, MessageStore store, Clock clock, Cleanup cleanup) {
    MessageBoard board = new MessageBoard(store, clock);
    settings.retention().ifPresent(kept -> cleanup.add(Retention.start(board, kept, clock)));
    TokenVerifier verifier =
        api.verifierBuilder(clock)
            .verifiedTokenCache(settings.cachedTokens())
            .cryptoProvider(BundledProvider.whenLoaded())
            .build();
    return new MessagesApi(verifier, board, api.allowedOrigins())
        .withKeys(api.keys())
        .withPostLimit(settings.limit())
        .withNewestPageKept();
  }

  private static ApiRequest fromSender(ApiRequest request, ServerSettings settings) {
    String peer = request.address().orElse("");
    String sender = settings.proxies().sender(peer, request.header("x-forwarded-for"));
    return sender.equals(peer) ? request : request.from(sender);
  }
}
