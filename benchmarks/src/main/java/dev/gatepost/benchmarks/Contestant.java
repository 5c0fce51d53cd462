package dev.gatepost.benchmarks;

/**
 * One of several ways that are measured against each other.
 *
 * @param name what it is called in the report
 * @param work one operation; what it returns is looked at, so that nothing is optimised away
 */
public record Contestant(String name, Work work) {
  /** One operation. */
  @FunctionalInterface
  public interface Work {
    /** Does it, and returns something that came of it. */
    Object run() throws Exception;
  }
}
