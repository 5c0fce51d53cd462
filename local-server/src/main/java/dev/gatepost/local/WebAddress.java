package dev.gatepost.local;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A port of this server as a browser names it. */
record WebAddress(InetAddress host, int port) {
  private static final String LOCALHOST = "localhost";
  private static final String LOOPBACK = "127.0.0.1";

  /** The one to show and to link to, without a slash at the end. */
  String url() {
    return url(name());
  }

  /** All origins that a page from here may have, for the loopback has two names. */
  List<String> origins() {
    Set<String> origins = new LinkedHashSet<>(List.of(url()));
    if (name().equals(LOCALHOST)) {
      origins.add(url(LOOPBACK));
    }
    return List.copyOf(origins);
  }

  private String name() {
    String address = host.getHostAddress();
    if (host.isAnyLocalAddress() || address.equals(LOOPBACK) || isLoopback6()) {
      return LOCALHOST;
    }
    return host instanceof Inet6Address ? "[" + address.replaceFirst("%.*", "") + "]" : address;
  }

  private boolean isLoopback6() {
    return host instanceof Inet6Address && host.isLoopbackAddress();
  }

  // A browser leaves the default port out of an origin.
  private String url(String name) {
    return "http://" + name + (port == 80 ? "" : ":" + port);
  }
}
