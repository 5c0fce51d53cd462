package dev.gatepost.local.issuer;

import dev.gatepost.local.http.ListeningSocket;
import dev.gatepost.local.http.WebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * A running OpenID provider for development: people say who they are, and it believes them. Reached
 * over the loopback only. Its key and all it knows are gone when it stops. Safe for many threads.
 */
public final class DevelopmentIssuer implements AutoCloseable {
  private final String url;
  private final TokenMint mint;
  private final List<WebServer> servers;

  private DevelopmentIssuer(String url, TokenMint mint, List<WebServer> servers) {
    this.url = url;
    this.mint = mint;
    this.servers = servers;
  }

  /**
   * What it must be told.
   *
   * @param port to listen on; 0 takes a free one
   * @param audience the {@code aud} of access tokens
   * @param clientOrigins where the web client is served, for example {@code http://localhost:8080}:
   *     people are sent back to each origin's {@code /} only, and only its pages may read tokens
   * @param clock for all times, in tokens and of expiry
   */
  public record Settings(int port, String audience, List<String> clientOrigins, Clock clock) {
    public Settings {
      clientOrigins = List.copyOf(clientOrigins);
    }
  }

  /**
   * Makes a key and listens on 127.0.0.1, and on ::1 where there is one.
   *
   * @throws UncheckedIOException if the port cannot be had; where it is in use, the cause is a
   *     {@link java.net.BindException}
   */
  public static DevelopmentIssuer start(Settings settings) {
    List<ListeningSocket> sockets = listen(settings.port());
    String url = "http://localhost:" + sockets.get(0).port();
    Registration registration =
        new Registration(url, settings.audience(), settings.clientOrigins());
    TokenMint mint = new TokenMint(registration, settings.clock());
    IssuerEndpoints endpoints = new IssuerEndpoints(registration, mint, settings.clock());
    List<WebServer> servers = new ArrayList<>();
    for (ListeningSocket socket : sockets) {
      servers.add(WebServer.start(socket, Answers.COMMON_HEADERS, endpoints::answer));
    }
    return new DevelopmentIssuer(url, mint, List.copyOf(servers));
  }

  /** Its address, and the {@code iss} of its tokens: {@code http://localhost:PORT}. */
  public String url() {
    return url;
  }

  /** Its public key as a JWK set, in JSON. */
  public String jwks() {
    return mint.jwks();
  }

  /** The {@code client_id} of the web client. */
  public String clientId() {
    return Registration.WEB_CLIENT;
  }

  /** What the web client should ask for, parted by spaces. */
  public String scopes() {
    return Registration.SCOPES;
  }

  /** Stops listening, and forgets the key and everybody who signed in. */
  @Override
  public void close() {
    servers.forEach(WebServer::close);
  }

  private static List<ListeningSocket> listen(int port) {
    List<ListeningSocket> sockets = new ArrayList<>();
    try {
      for (InetAddress address : loopback()) {
        int next = sockets.isEmpty() ? port : sockets.get(0).port();
        sockets.add(ListeningSocket.open(address, next));
      }
      return sockets;
    } catch (IOException e) {
      close(sockets, e);
      throw new UncheckedIOException("the issuer cannot listen on port " + port, e);
    }
  }

  /** Both addresses of localhost: left to somebody else, one of them would get half the calls. */
  private static List<InetAddress> loopback() throws IOException {
    InetAddress four = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    InetAddress six =
        InetAddress.getByAddress(new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1});
    return NetworkInterface.getByInetAddress(six) == null ? List.of(four) : List.of(four, six);
  }

  private static void close(List<ListeningSocket> sockets, IOException reason) {
    for (ListeningSocket socket : sockets) {
      try {
        socket.close();
      } catch (IOException e) {
        reason.addSuppressed(e);
      }
    }
  }
}
