package dev.gatepost.local.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.gatepost.messages.api.PostLimit;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Limits posts by author and by address. Each has a bucket that holds the posts of one period and
 * fills up evenly. The buckets of the {@value #MAX_BUCKETS} who posted last are kept.
 */
public final class RateLimit implements PostLimit {
  private static final int MAX_BUCKETS = 100_000;
  private static final int NETWORK_BYTES = 8;

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
    Optional<Bucket> ofAddress =
        addresses.flatMap(buckets -> address.map(from -> buckets.get(network(from))));
    Optional<Duration> wait = ofAddress.flatMap(RateLimit::take);
    if (wait.isPresent()) {
      return wait;
    }
    wait = authors.flatMap(buckets -> take(buckets.get(author)));
    if (wait.isPresent()) {
      // Else who has used up his own posts would use up those of all others at his address.
      ofAddress.ifPresent(bucket -> bucket.addTokens(1));
    }
    return wait;
  }

  private static Optional<Duration> take(Bucket bucket) {
    ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
    return probe.isConsumed()
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(probe.getNanosToWaitForRefill()));
  }

  // Who has one address of IPv6 has its whole network of 64 bits.
  private static String network(String address) {
    return IpAddress.parse(address)
        .map(InetAddress::getAddress)
        .map(octets -> HexFormat.of().formatHex(octets, 0, Math.min(octets.length, NETWORK_BYTES)))
        .orElse(address);
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
