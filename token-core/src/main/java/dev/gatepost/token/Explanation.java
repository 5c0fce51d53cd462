package dev.gatepost.token;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a verifier thinks of a token, check by check, for people who look for a fault. It holds
 * short excerpts of header and claims, never the token; it is no proof of anything.
 *
 * @param checks every check, in the verifier's order
 */
public record Explanation(List<Check> checks) {
  public Explanation {
    checks = List.copyOf(checks);
  }

  /** How a check went. */
  public enum Verdict {
    /** The token keeps the rule. */
    PASSED,
    /** The token breaks the rule. */
    FAILED,
    /** The rule could not be judged, because an earlier one failed. */
    SKIPPED
  }

  /**
   * One check.
   *
   * @param name what was checked
   * @param verdict how it went
   * @param reason why the token would be refused; empty unless it failed for the token's fault
   * @param why a sentence for the operator; empty where there is nothing to add
   */
  public record Check(String name, Verdict verdict, Optional<Reason> reason, String why) {}

  /** Whether no check failed. */
  public boolean passed() {
    return checks.stream().allMatch(check -> check.verdict() == Verdict.PASSED);
  }

  /** One line a check. */
  @Override
  public String toString() {
    return checks.stream().map(Explanation::line).collect(Collectors.joining("\n"));
  }

  private static String line(Check check) {
    String label = check.reason().map(reason -> reason.label() + ": ").orElse("");
    String text = "%-7s %s  %s%s";
    return text.formatted(
            check.verdict().name().toLowerCase(Locale.ROOT), check.name(), label, check.why())
        .stripTrailing();
  }
}
