package dev.gatepost.token;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;

/** A server on the loopback that sends what it is told to, whether it is HTTP or not. */
final class RawServer implements AutoCloseable {
  private final ServerSocket socket;
  private final String scheme;
  private final Thread acceptor;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile Answer answer = connection -> {};

  /** What is sent to one request; the connection is closed after it. */
  @FunctionalInterface
  interface Answer {
    void send(Connection connection) throws IOException;
  }

  /** One request and the wire to answer it on. */
  record Connection(String request, Socket socket) {

    void write(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    }

    /** Whether the other side hangs up within so many milliseconds. */
    boolean isClosedWithin(int millis) throws IOException {
      socket.setSoTimeout(millis);
      try {
        return socket.getInputStream().read() < 0;
      } catch (SocketTimeoutException e) {
        return false;
      } catch (IOException e) {
        return true;
      }
    }
  }

  RawServer() {
    this(ServerSocketFactory.getDefault());
  }

  RawServer(ServerSocketFactory sockets) {
    try {
      socket = sockets.createServerSocket(0, 250, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    scheme = socket instanceof SSLServerSocket ? "https" : "http";
    acceptor = new Thread(this::accept);
    acceptor.setDaemon(true);
    acceptor.start();
  }

  URI uri(String path) {
    return URI.create(scheme + "://127.0.0.1:" + socket.getLocalPort() + path);
  }

  /** Sends an answer of that head, with its length, and body. */
  void answer(String head, String body) {
    answer(c -> c.write(head + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body));
  }

  void answer(Answer newAnswer) {
    answer = newAnswer;
  }

  /** The heads of all requests so far. */
  List<String> requests() {
    return requests;
  }

  @Override
  public void close() {
    try {
      socket.close();
      // Until it is out of its system call, it may accept one more.
      acceptor.join();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void accept() {
    while (true) {
      try {
        Socket connection = socket.accept();
        Thread worker = new Thread(() -> serve(connection));
        worker.setDaemon(true);
        worker.start();
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(connection.getInputStream(), StandardCharsets.ISO_8859_1));
      StringBuilder head = new StringBuilder();
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        head.append(line).append('\n');
      }
      requests.add(head.toString());
      answer.send(new Connection(head.toString(), connection));
    } catch (IOException e) {
      // The client has hung up, as it may.
    }
  }
}
