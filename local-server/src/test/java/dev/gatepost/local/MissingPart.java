package dev.gatepost.local;

import java.util.Optional;
import org.opentest4j.TestAbortedException;

/** Something that a test needs and this machine lacks. */
public final class MissingPart {
  private MissingPart() {}

  /**
   * What ends the test, to be thrown: as skipped, with a line that says so; or as failed where a
   * variable, such as {@code GATEPOST_REQUIRE_BROWSER}, is {@code true}.
   *
   * @param tests which tests cannot be run
   * @param missing what they lack
   */
  public static RuntimeException of(String tests, String missing, String variable) {
    if (isTrue(variable)) {
      throw new AssertionError(missing + ", and " + variable + " insists on the " + tests);
    }
    System.err.println("SKIPPED the " + tests + ": " + missing);
    return new TestAbortedException(missing);
  }

  private static boolean isTrue(String variable) {
    return Optional.ofNullable(System.getProperty(variable))
        .or(() -> Optional.ofNullable(System.getenv(variable)))
        .filter("true"::equals)
        .isPresent();
  }
}
