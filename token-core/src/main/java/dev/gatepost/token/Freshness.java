package dev.gatepost.token;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** For how long an answer may be kept (RFC 9111 §4.2), within bounds of ours. */
final class Freshness {
  /** Less would have every request ask, whatever the issuer says. */
  static final Duration MIN = Duration.ofMinutes(1);

  static final Duration MAX = Duration.ofHours(24);

  /** Where the issuer says nothing. */
  static final Duration DEFAULT = Duration.ofMinutes(5);

  // RFC 9111 §1.2.2: a greater number counts as a great one.
  private static final int MAX_DIGITS = 9;
  private static final Duration GREATEST = Duration.ofSeconds(999_999_999);

  private Freshness() {}

  /**
   * For how long an answer may be kept: {@link #MIN} to {@link #MAX}. The strictest directive
   * holds, and one that can't be read lets nothing be kept.
   *
   * @param cacheControl the values of {@code Cache-Control}
   * @param age the value of {@code Age}: how long a cache on the way has kept the answer already
   * @param unsaid for how long it may be kept if the issuer says nothing
   */
  static Duration of(List<String> cacheControl, Optional<String> age, Duration unsaid) {
    Duration lifetime =
        cacheControl.stream()
            .flatMap(value -> Stream.of(value.split(",")))
            .map(directive -> lifetime(directive.strip().toLowerCase(Locale.ROOT)))
            .filter(Objects::nonNull)
            .min(Duration::compareTo)
            .orElse(unsaid);
    // RFC 9111 §5.1: of several ages the first holds, and one that can't be read does not.
    Duration passed = age.flatMap(text -> seconds(text.split(",", 2)[0])).orElse(Duration.ZERO);
    return clamp(lifetime.minus(passed));
  }

  private static @Nullable Duration lifetime(String directive) {
    if (directive.equals("no-store") || directive.equals("no-cache")) {
      return Duration.ZERO;
    }
    String[] parts = directive.split("=", 2);
    if (!parts[0].strip().equals("max-age")) {
      return null;
    }
    return seconds(parts[parts.length - 1].replace("\"", "")).orElse(Duration.ZERO);
  }

  private static Optional<Duration> seconds(String text) {
    String digits = text.strip();
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    return Optional.of(
        digits.length() > MAX_DIGITS ? GREATEST : Duration.ofSeconds(Long.parseLong(digits)));
  }

  private static Duration clamp(Duration lifetime) {
    if (lifetime.compareTo(MIN) < 0) {
      return MIN;
    }
    return lifetime.compareTo(MAX) > 0 ? MAX : lifetime;
  }
}
