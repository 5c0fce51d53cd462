package dev.gatepost.benchmarks.lambda;

import dev.gatepost.lambda.runtime.LambdaFunction;
import dev.gatepost.lambda.runtime.RuntimeApi.Outcome;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.TimeUnit;

/**
 * What one start of a function came to. Times are in milliseconds.
 *
 * @param ready from the start of its process until it asks for work
 * @param readyCpu the processor time of that
 * @param first its first call
 * @param second its second call
 * @param warm the calls after those, sorted
 * @param memory resident, in MB
 * @param classes how many it has loaded
 */
record Started(
    double ready,
    double readyCpu,
    double first,
    double second,
    List<Double> warm,
    double memory,
    long classes) {
  private static final int WARM_CALLS = 300;

  /** Starts a function, calls it, and stops it. */
  static Started measure(Variant variant) throws Exception {
    long start = System.nanoTime();
    try (LambdaFunction function =
        LambdaFunction.start(variant.taskRoot(), variant.handler(), variant.environment())) {
      require(function.awaitStart());
      double ready = millisSince(start);
      double readyCpu = cpu(function.process());
      double first = call(function, variant);
      double second = call(function, variant);
      List<Double> warm = new ArrayList<>();
      for (int i = 0; i < WARM_CALLS; i++) {
        warm.add(call(function, variant));
      }
      warm.sort(null);
      return new Started(
          ready,
          readyCpu,
          first,
          second,
          warm,
          memory(function.process()),
          classes(function.process()));
    }
  }

  private static double call(LambdaFunction function, Variant variant) throws Exception {
    long start = System.nanoTime();
    Outcome outcome = function.invoke(variant.event());
    double millis = millisSince(start);
    require(outcome);
    if (!outcome.body().startsWith("{\"statusCode\":20")) {
      throw new IllegalStateException("the function answers " + outcome.body());
    }
    return millis;
  }

  private static void require(Outcome outcome) {
    if (!outcome.succeeded()) {
      throw new IllegalStateException(outcome.body());
    }
  }

  private static double millisSince(long start) {
    return (System.nanoTime() - start) / 1e6;
  }

  private static double cpu(ProcessHandle process) {
    return process.info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
  }

  private static double memory(ProcessHandle process) throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
        .findFirst()
        .orElseThrow();
  }

  private static long classes(ProcessHandle process) throws Exception {
    Path jstat = Path.of(System.getProperty("java.home"), "bin", "jstat");
    Process tool =
        new ProcessBuilder(jstat.toString(), "-class", Long.toString(process.pid())).start();
    String table = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    tool.waitFor(10, TimeUnit.SECONDS);
    return new Scanner(table.lines().skip(1).findFirst().orElseThrow()).nextLong();
  }
}
