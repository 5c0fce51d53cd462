package dev.gatepost.local.tools;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.stream.Stream;

/** Whether an address that a stranger named is out on the internet, and not in here. */
final class PublicAddress {
  private PublicAddress() {}

  /** Whether it is an https URL, and every address of its host is a public one. */
  static boolean isOne(String url) {
    try {
      URI uri = new URI(url);
      return "https".equalsIgnoreCase(uri.getScheme())
          && uri.getHost() != null
          && Stream.of(InetAddress.getAllByName(uri.getHost())).noneMatch(PublicAddress::isInHere);
    } catch (URISyntaxException | UnknownHostException e) {
      return false;
    }
  }

  static boolean isInHere(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || isShared(address.getAddress())
        || (address instanceof Inet6Address && isUniqueLocal(address.getAddress()));
  }

  // RFC 6598: 100.64.0.0/10, which providers use inside.
  private static boolean isShared(byte[] octets) {
    return octets.length == 4 && octets[0] == 100 && (octets[1] & 0xC0) == 64;
  }

  // RFC 4193: fc00::/7.
  private static boolean isUniqueLocal(byte[] octets) {
    return (octets[0] & 0xFE) == 0xFC;
  }
}
