package dev.gatepost.token;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** For how long an answer may be kept (RFC 9111 §4.2), within bounds of ours. */
final class Freshness {
  /** Less would have every request ask, whatever the issuer says. */
  static final Duration MIN = Duration.ofMinutes(1);

  static final Duration MAX = Duration.ofHours(24);

  /** Where the issuer says nothing. */
  static final Duration DEFAULT = Duration.ofMinutes(5);

  private static final String MAX_AGE = "max-age=";
  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}");

  private Freshness() {}

  /**
   * For how long an answer may be kept: {@link #MIN} to {@link #MAX}. The strictest directive
   * holds, and one that can't be read lets nothing be kept.
   *
   * @param cacheControl the values of {@code Cache-Control}
   * @param age the value of {@code Age}: how long a cache on the way has kept the answer already
   */
  static Duration of(List<String> cacheControl, Optional<String> age) {
    Duration lifetime =
        cacheControl.stream()
            .flatMap(value -> Stream.of(value.split(",")))
            .map(directive -> lifetime(directive.strip().toLowerCase(Locale.ROOT)))
            .filter(Objects::nonNull)
            .min(Duration::compareTo)
            .orElse(DEFAULT);
    return clamp(lifetime.minus(age.map(Freshness::seconds).orElse(Duration.ZERO)));
  }

  private static @Nullable Duration lifetime(String directive) {
    if (directive.equals("no-store") || directive.equals("no-cache")) {
      return Duration.ZERO;
    }
    return directive.startsWith(MAX_AGE)
        ? seconds(directive.substring(MAX_AGE.length()).replace("\"", ""))
        : null;
  }

  private static Duration seconds(String text) {
    String digits = text.strip();
    return SECONDS.matcher(digits).matches()
        ? Duration.ofSeconds(Long.parseLong(digits))
        : Duration.ZERO;
  }

  private static Duration clamp(Duration lifetime) {
    if (lifetime.compareTo(MIN) < 0) {
      return MIN;
    }
    return lifetime.compareTo(MAX) > 0 ? MAX : lifetime;
  }
}
