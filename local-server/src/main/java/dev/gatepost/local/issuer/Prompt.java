package dev.gatepost.local.issuer;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whether a client wants people to be asked who they are (OpenID Connect Core 1.0 §3.1.2.1).
 *
 * @param values of the parameter {@code prompt}
 * @param maxAge the age up to which an earlier sign-in will do
 */
record Prompt(Set<String> values, Duration maxAge) {
  private static final Set<String> ASKING = Set.of("login", "consent", "select_account");
  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");

  /** An earlier sign-in is forgotten long before. */
  private static final String ANY_AGE = "999999999";

  Prompt {
    values = Set.copyOf(values);
  }

  static Prompt of(Parameters parameters) throws RefusedException {
    String maxAge = parameters.find("max_age").orElse(ANY_AGE);
    if (!SECONDS.matcher(maxAge).matches()) {
      throw RefusedException.invalidRequest("max_age is not a number of seconds");
    }
    return new Prompt(values(parameters), Duration.ofSeconds(Long.parseLong(maxAge)));
  }

  /** Whether the outcome must come without a page. */
  boolean forbidsPage() {
    return values.contains("none");
  }

  /** Whether an earlier sign-in will do. */
  boolean accepts(SignIn earlier, Instant now) {
    return values.stream().noneMatch(ASKING::contains) && now.isBefore(earlier.at().plus(maxAge));
  }

  private static Set<String> values(Parameters parameters) throws RefusedException {
    Set<String> values =
        new HashSet<>(Arrays.asList(parameters.find("prompt").orElse("").split(" ")));
    values.remove("");
    boolean none = values.equals(Set.of("none"));
    if (!none && !ASKING.containsAll(values)) {
      throw RefusedException.invalidRequest("prompt is not known, or none is not alone");
    }
    return values;
  }
}
