package dev.gatepost.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.Map;

/**
 * Measures contestants in turns, round after round in one JVM, so that what slows the machine down
 * slows all of them down. The measure is the CPU time of the thread, which other processes do not
 * add to.
 */
public final class Contest {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final int rounds;
  private final int operations;
  // What is written here might be read by another thread, so it has to be made.
  private volatile Object sink = "";

  /**
   * A contest.
   *
   * @param rounds how many rounds count, after as many again for warming up
   * @param operations how many operations of each contestant make a round
   */
  public Contest(int rounds, int operations) {
    this.rounds = rounds;
    this.operations = operations;
  }

  /** Runs it, and gives the result of each contestant in the order given. */
  public Map<String, Result> run(List<Contestant> contestants) throws Exception {
    Rounds times = new Rounds();
    for (int round = -rounds; round < rounds; round++) {
      for (Contestant contestant : contestants) {
        double micros = round(contestant);
        if (round >= 0) {
          times.add(contestant.name(), micros);
        }
      }
    }
    return times.results();
  }

  private double round(Contestant contestant) throws Exception {
    long start = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < operations; i++) {
      sink = contestant.work().run();
    }
    return (THREADS.getCurrentThreadCpuTime() - start) / 1_000.0 / operations;
  }

  /** What came of the last operation. */
  public Object sink() {
    return sink;
  }

  /**
   * What one operation costs, in microseconds of CPU.
   *
   * @param minimum in the best round
   * @param median in the middle one
   */
  public record Result(double minimum, double median) {
    static Result of(List<Double> micros) {
      List<Double> sorted = micros.stream().sorted().toList();
      return new Result(sorted.get(0), sorted.get(sorted.size() / 2));
    }

    @Override
    public String toString() {
      return "minimum %8.2f µs, median %8.2f µs".formatted(minimum, median);
    }
  }
}
