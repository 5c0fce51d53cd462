package dev.gatepost.lambda.runtime;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Takes connections, reads which versions of TLS the first of them offers, and hangs up. */
final class TlsHello implements AutoCloseable {
  private static final int SUPPORTED_VERSIONS = 43;
  private static final Map<Integer, String> NAMES =
      Map.of(0x0304, "TLSv1.3", 0x0303, "TLSv1.2", 0x0302, "TLSv1.1", 0x0301, "TLSv1");

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final CompletableFuture<List<String>> versions = new CompletableFuture<>();
  private final Thread thread = new Thread(this::take, "tls-hello");

  TlsHello() throws IOException {
    thread.start();
  }

  String address() {
    return "https://127.0.0.1:" + server.getLocalPort();
  }

  /** The versions that are offered, the best first. */
  List<String> versions() throws Exception {
    return versions.get(30, TimeUnit.SECONDS);
  }

  private void take() {
    while (!server.isClosed()) {
      try (Socket socket = server.accept()) {
        versions.complete(read(new DataInputStream(socket.getInputStream())));
      } catch (IOException e) {
        // Closed, by us or by them.
      }
    }
  }

  // RFC 8446 §4.1.2: a record with a ClientHello.
  private static List<String> read(DataInputStream in) throws IOException {
    in.skipNBytes(3);
    ByteBuffer hello = ByteBuffer.wrap(in.readNBytes(in.readUnsignedShort()));
    hello.position(4 + 2 + 32);
    skip(hello, Byte.toUnsignedInt(hello.get()));
    skip(hello, Short.toUnsignedInt(hello.getShort()));
    skip(hello, Byte.toUnsignedInt(hello.get()));
    hello.getShort();
    while (hello.hasRemaining()) {
      int type = Short.toUnsignedInt(hello.getShort());
      int length = Short.toUnsignedInt(hello.getShort());
      if (type == SUPPORTED_VERSIONS) {
        return names(hello);
      }
      skip(hello, length);
    }
    return List.of();
  }

  private static List<String> names(ByteBuffer hello) {
    List<String> names = new ArrayList<>();
    for (int rest = hello.get(); rest > 0; rest -= 2) {
      int version = Short.toUnsignedInt(hello.getShort());
      names.add(NAMES.getOrDefault(version, Integer.toHexString(version)));
    }
    return names;
  }

  private static void skip(ByteBuffer buffer, int bytes) {
    buffer.position(buffer.position() + bytes);
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
