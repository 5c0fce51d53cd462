package dev.gatepost.local.limit;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * So many in so long a time.
 *
 * @param count how many, 1 or more
 * @param period in how long
 */
public record Rate(int count, Duration period) {
  private static final Pattern FORM = Pattern.compile("([1-9]\\d{0,5})/([smh])");

  /**
   * Reads {@code 60/m}, in which {@code s} or {@code h} may stand too; {@code off} is no rate.
   *
   * @throws IllegalArgumentException if it is neither
   */
  public static Optional<Rate> parse(String text) {
    if (text.equals("off")) {
      return Optional.empty();
    }
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException("give it as 60/m (or /s, /h; up to 999999), or off");
    }
    return Optional.of(new Rate(Integer.parseInt(matcher.group(1)), period(matcher.group(2))));
  }

  private static Duration period(String unit) {
    return switch (unit) {
      case "s" -> Duration.ofSeconds(1);
      case "m" -> Duration.ofMinutes(1);
      default -> Duration.ofHours(1);
    };
  }
}
