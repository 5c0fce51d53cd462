package dev.gatepost.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import dev.gatepost.token.TokenVerifier;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * What a verification costs with one and with many virtual threads at once, each of which lets
 * others go first after every token. Nobody tells the CPU time of a virtual thread, so it is the
 * process's; that counts in ticks of 10 ms, so the rounds are long.
 */
final class VirtualThreadScaling {
  private static final int[] THREADS = {1, 10, 100};
  private static final int ROUNDS = 15;
  private static final int WARM_UP = 3;
  private static final int OPERATIONS = 20_000;

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final SampleTokens samples = SampleTokens.of("RS256");
  private final List<String> tokens = samples.tokens(64);
  private final Results results;

  VirtualThreadScaling(Results results) throws Exception {
    this.results = results;
  }

  void run() throws Exception {
    if (Runtime.version().feature() < 21) {
      System.out.println("virtual threads: not before JDK 21");
      return;
    }
    run("gatepost, JDK", ScalingBenchmark.onJdks(samples.jwks()));
    run("gatepost", ScalingBenchmark.onAmazons(samples.jwks()));
  }

  private void run(String name, TokenVerifier verifier) throws Exception {
    Rounds times = new Rounds();
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (int threads : THREADS) {
        double micros = round(verifier, threads);
        if (round >= 0) {
          times.add(threads + " virtual threads", micros);
        }
      }
    }
    times.forEach(
        (threads, cost) -> {
          System.out.printf("%-14s %-20s %s%n", name, threads, cost);
          results.add(name, threads, "µs", cost);
        });
  }

  private double round(TokenVerifier verifier, int threads) throws Exception {
    long start = system.getProcessCpuTime();
    try (VirtualThreads started = new VirtualThreads()) {
      for (int i = 0; i < threads; i++) {
        started.start(() -> verifyAll(verifier, OPERATIONS / threads));
      }
      started.await();
    }
    return (system.getProcessCpuTime() - start) / 1_000.0 / OPERATIONS;
  }

  @SuppressWarnings("ThreadPriorityCheck") // That they take turns is what is measured.
  private Object verifyAll(TokenVerifier verifier, int count) throws Exception {
    Turns<String> turns = new Turns<>(tokens);
    for (int i = 0; i < count; i++) {
      verifier.verify(turns.next());
      Thread.yield();
    }
    return count;
  }

  /** Virtual threads, by a method that the oldest JDK of this project does not have. */
  private static final class VirtualThreads implements AutoCloseable {
    private final ExecutorService executor;
    private final List<Future<?>> all = new ArrayList<>();

    VirtualThreads() throws ReflectiveOperationException {
      executor =
          (ExecutorService)
              Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    }

    void start(Callable<?> task) {
      all.add(executor.submit(task));
    }

    void await() throws Exception {
      for (Future<?> each : all) {
        each.get();
      }
    }

    @Override
    public void close() {
      executor.shutdown();
    }
  }
}
