package dev.gatepost.local.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.gatepost.messages.api.PostLimit;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Limits posts by author and by address. Each has a bucket that holds the posts of one period and
 * fills up evenly. The buckets of the {@value #MAX_BUCKETS} who posted last are kept.
 */
public final class RateLimit implements PostLimit {
  private static final int MAX_BUCKETS = 100_000;

  private final Optional<LoadingCache<String, Bucket>> authors;
  private final Optional<LoadingCache<String, Bucket>> addresses;

  private RateLimit(Optional<Rate> ofAuthor, Optional<Rate> ofAddress, TimeMeter time) {
    this.authors = ofAuthor.map(rate -> buckets(rate, time));
    this.addresses = ofAddress.map(rate -> buckets(rate, time));
  }

  /** A limit by these rates; where there is none, nothing is limited. */
  public static RateLimit of(Optional<Rate> ofAuthor, Optional<Rate> ofAddress) {
    return new RateLimit(ofAuthor, ofAddress, TimeMeter.SYSTEM_NANOTIME);
  }

  /** As {@link #of}, by another clock. */
  static RateLimit of(Optional<Rate> ofAuthor, Optional<Rate> ofAddress, TimeMeter time) {
    return new RateLimit(ofAuthor, ofAddress, time);
  }

  @Override
  public Optional<Duration> take(String author, Optional<String> address) {
    // The address first: it is what one who uses many names has only one of.
    Optional<Duration> wait =
        addresses.flatMap(buckets -> address.flatMap(from -> take(buckets, network(from))));
    return wait.isPresent() ? wait : authors.flatMap(buckets -> take(buckets, author));
  }

  private static Optional<Duration> take(LoadingCache<String, Bucket> buckets, String key) {
    ConsumptionProbe probe = buckets.get(key).tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  // Who has one address of IPv6 has its whole network of 64 bits.
  private static String network(String address) {
    byte[] octets = IpAddress.parse(address).map(InetAddress::getAddress).orElse(new byte[0]);
    if (octets.length != 16) {
      return address;
    }
    StringBuilder network = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      network.append("%02x".formatted(octets[i]));
    }
    return network.toString();
  }

  private static LoadingCache<String, Bucket> buckets(Rate rate, TimeMeter time) {
    // A bucket that was left alone for a period is full, and so as good as a new one.
    return Caffeine.newBuilder()
        .maximumSize(MAX_BUCKETS)
        .expireAfterAccess(rate.period())
        .ticker(time::currentTimeNanos)
        .build(key -> bucket(rate, time));
  }

  private static Bucket bucket(Rate rate, TimeMeter time) {
    return Bucket.builder()
        .withCustomTimePrecision(time)
        .addLimit(limit -> limit.capacity(rate.count()).refillGreedy(rate.count(), rate.period()))
        .build();
  }
}
