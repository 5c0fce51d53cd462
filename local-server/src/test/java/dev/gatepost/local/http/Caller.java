package dev.gatepost.local.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/** A client that sends what a test wants it to, when the test wants it. Latin-1 both ways. */
final class Caller implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 10_000;
  private static final int PAUSE_MILLIS = 20;

  private final Socket socket;

  private Caller(Socket socket) {
    this.socket = socket;
  }

  /** Calls a port of the loopback. */
  static Caller call(int port) throws IOException {
    return call(port, new Socket());
  }

  /** Calls as one that has little room for what comes back. */
  static Caller callWithLittleRoom(int port) throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(2_048);
    return call(port, socket);
  }

  private static Caller call(int port, Socket socket) throws IOException {
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    socket.setSoTimeout(TIMEOUT_MILLIS);
    return new Caller(socket);
  }

  Caller send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }

  /** Reads one line, without its end. */
  String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = socket.getInputStream().read(); c != '\n'; c = socket.getInputStream().read()) {
      if (c < 0) {
        throw new IOException("closed after: " + line);
      }
      line.append((char) c);
    }
    return line.toString().strip();
  }

  /** All that comes until the other side closes; what had come, if it hangs up. */
  String rest() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(bytes);
    } catch (SocketException e) {
      // Hung up: closed with something unread.
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }

  /** Sends a byte now and then, until something comes back, and returns the rest. */
  String drip() throws IOException {
    socket.setSoTimeout(PAUSE_MILLIS);
    while (true) {
      try {
        send("x");
        int first = socket.getInputStream().read();
        socket.setSoTimeout(TIMEOUT_MILLIS);
        return first < 0 ? "" : (char) first + rest();
      } catch (SocketTimeoutException e) {
        // Nothing yet.
      } catch (SocketException e) {
        return "";
      }
    }
  }

  /** Sends without end and reads nothing, until the other side hangs up. */
  void sendUntilHungUp() throws IOException {
    byte[] bytes = new byte[65_536];
    try {
      while (true) {
        socket.getOutputStream().write(bytes);
      }
    } catch (SocketException e) {
      // At last.
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
