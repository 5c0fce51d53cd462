package dev.gatepost.local.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Sends bytes to a port of the loopback, and takes what comes back until the other side closes. */
public final class RawHttp {
  private static final int TIMEOUT_MILLIS = 10_000;

  private RawHttp() {}

  /**
   * What comes back, as Latin-1.
   *
   * @param request Latin-1 too, so that any byte can be sent; ends the sender's side
   */
  public static String exchange(int port, String request) throws IOException {
    return exchange(port, request, true);
  }

  /** As {@link #exchange(int, String)}, from a sender that might go on, and waits for an answer. */
  static String exchangeUnended(int port, String request) throws IOException {
    return exchange(port, request, false);
  }

  private static String exchange(int port, String request, boolean ended) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      if (ended) {
        socket.shutdownOutput();
      }
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
