package dev.gatepost.local.http;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/**
 * A port that is taken but not served yet: callers wait in its queue. So all ports of a process are
 * known, and known to be free, before the first of its servers starts.
 */
public final class ListeningSocket implements Closeable {
  /** How many callers may wait to be accepted. */
  private static final int WAITING = 1_024;

  private final ServerSocketChannel channel;
  private final int port;

  private ListeningSocket(ServerSocketChannel channel, int port) {
    this.channel = channel;
    this.port = port;
  }

  /**
   * Takes a port.
   *
   * @param address of the interface to listen on
   * @param port 0 takes a free one
   * @throws IOException if it cannot be had, most often because it is in use
   */
  public static ListeningSocket open(InetAddress address, int port) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open();
    try {
      channel.bind(new InetSocketAddress(address, port), WAITING);
      return new ListeningSocket(channel, channel.socket().getLocalPort());
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** The port that was taken; never 0. */
  public int port() {
    return port;
  }

  ServerSocketChannel channel() {
    return channel;
  }

  /** Gives the port back. A server that was started on it has done so already when it stopped. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
