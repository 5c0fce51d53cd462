package dev.gatepost.local.limit;

import java.math.BigInteger;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The proxies whose word is taken for who sent a request. Each adds whom it got the request from at
 * the end of {@code X-Forwarded-For}; what stands before the first address that is no such proxy's
 * is anybody's invention. Immutable.
 */
public final class TrustedProxies {
  private final List<Network> networks;

  private TrustedProxies(List<Network> networks) {
    this.networks = List.copyOf(networks);
  }

  /**
   * Reads addresses and networks (as {@code 10.0.0.0/8}), separated by commas; none is none.
   *
   * @throws IllegalArgumentException if one is neither
   */
  public static TrustedProxies parse(String text) {
    List<Network> networks = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        networks.add(Network.parse(part.strip()));
      }
    }
    return new TrustedProxies(networks);
  }

  /**
   * Who sent a request.
   *
   * @param peer the address at the other end of the connection
   * @param forwardedFor the values of {@code X-Forwarded-For}, in the order of arrival
   */
  public String sender(String peer, List<String> forwardedFor) {
    List<String> hops = new ArrayList<>();
    forwardedFor.forEach(value -> hops.addAll(List.of(value.split(",", -1))));
    String sender = peer;
    for (int i = hops.size() - 1; i >= 0 && isTrusted(sender); i--) {
      String hop = hops.get(i).strip();
      if (IpAddress.parse(hop).isEmpty()) {
        return sender;
      }
      sender = hop;
    }
    return sender;
  }

  private boolean isTrusted(String address) {
    Optional<InetAddress> parsed = IpAddress.parse(address);
    return parsed.isPresent() && networks.stream().anyMatch(n -> n.contains(parsed.get()));
  }

  /** The addresses that begin with the same bits. */
  private record Network(BigInteger first, int bits, int prefix) {
    static Network parse(String text) {
      int slash = text.indexOf('/');
      byte[] octets =
          IpAddress.parse(slash < 0 ? text : text.substring(0, slash))
              .map(InetAddress::getAddress)
              .orElseThrow(() -> noNetwork(text));
      int bits = octets.length * 8;
      int prefix = slash < 0 ? bits : prefix(text.substring(slash + 1), text);
      if (prefix > bits) {
        throw noNetwork(text);
      }
      return new Network(new BigInteger(1, octets), bits, prefix);
    }

    boolean contains(InetAddress address) {
      byte[] octets = address.getAddress();
      int rest = bits - prefix;
      return octets.length * 8 == bits
          && new BigInteger(1, octets).shiftRight(rest).equals(first.shiftRight(rest));
    }

    private static int prefix(String digits, String text) {
      if (!digits.matches("\\d{1,3}")) {
        throw noNetwork(text);
      }
      return Integer.parseInt(digits);
    }

    private static IllegalArgumentException noNetwork(String text) {
      return new IllegalArgumentException(
          "not an address or a network such as 10.0.0.0/8: " + text);
    }
  }
}
