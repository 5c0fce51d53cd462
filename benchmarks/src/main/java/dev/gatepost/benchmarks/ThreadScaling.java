package dev.gatepost.benchmarks;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.gatepost.token.TokenVerifier;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How much more two threads do than one. CPU time can't tell, for a thread that waits uses none; so
 * this is time by the clock, in many rounds so short that some of them are not disturbed, all
 * contestants in turns, for a machine whose cores are another's, too, has fast minutes and slow
 * ones. The signature check alone, with nothing shared, shows what the machine has to give.
 */
final class ThreadScaling {
  private static final int WARM_UP = 1_000;
  private static final int ROUNDS = 3_000;
  private static final int OPERATIONS = 40;

  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final SampleTokens samples = SampleTokens.of("RS256");
  private final List<String> tokens = samples.tokens(64);
  private final Results results;

  ThreadScaling(Results results) throws Exception {
    this.results = results;
  }

  void run() throws Exception {
    List<Pair> pairs =
        List.of(
            pair("raw, JDK", () -> raw(null)),
            pair("gatepost, JDK", of(ScalingBenchmark.onJdks(samples.jwks()))),
            pair("raw", () -> raw(AmazonCorrettoCryptoProvider.INSTANCE)),
            pair("gatepost", of(ScalingBenchmark.onAmazons(samples.jwks()))),
            // Where that is better, threads are in each other's way.
            pair("gatepost, apart", () -> of(ScalingBenchmark.onAmazons(samples.jwks())).get()));
    Rounds alone = new Rounds();
    Rounds together = new Rounds();
    for (int round = -WARM_UP; round < ROUNDS; round++) {
      for (Pair pair : pairs) {
        double one = round(List.of(pair.one()));
        double two = round(List.of(pair.one(), pair.other()));
        if (round >= 0) {
          alone.add(pair.name(), one);
          together.add(pair.name(), two);
        }
      }
    }
    threads.shutdown();
    together.forEach((name, two) -> report(name, alone.of(name), two));
  }

  private static Pair pair(String name, Supplier<Contestant> contestants) {
    return new Pair(name, contestants.get(), contestants.get());
  }

  /** What two threads do, of which the first does it alone, too. */
  private record Pair(String name, Contestant one, Contestant other) {}

  private void report(String name, Contest.Result one, Contest.Result two) {
    System.out.printf(
        "%-15s one thread %s; each of two %s; throughput x %.2f, by medians x %.2f%n",
        name, one, two, 2 * one.minimum() / two.minimum(), 2 * one.median() / two.median());
    results.add(name, "1 thread", "µs", one);
    results.add(name, "2 threads", "µs", two);
  }

  // From when the first began to when the last ended.
  private double round(List<Contestant> contestants) throws Exception {
    AtomicInteger awaited = new AtomicInteger(contestants.size());
    List<Future<long[]>> spans = new ArrayList<>();
    for (Contestant contestant : contestants) {
      spans.add(threads.submit(() -> work(contestant, awaited)));
    }
    long start = Long.MAX_VALUE;
    long end = Long.MIN_VALUE;
    for (Future<long[]> span : spans) {
      start = Math.min(start, span.get()[0]);
      end = Math.max(end, span.get()[1]);
    }
    return (end - start) / 1_000.0 / OPERATIONS;
  }

  private static long[] work(Contestant contestant, AtomicInteger awaited) throws Exception {
    awaited.decrementAndGet();
    while (awaited.get() > 0) {
      Thread.onSpinWait();
    }
    long start = System.nanoTime();
    for (int i = 0; i < OPERATIONS; i++) {
      contestant.work().run();
    }
    return new long[] {start, System.nanoTime()};
  }

  private Supplier<Contestant> of(TokenVerifier verifier) {
    return () -> new Peer("gatepost", verifier::verify).verifying(tokens);
  }

  private Contestant raw(@Nullable Provider provider) {
    try {
      RawSignature raw = new RawSignature("RS256", samples.publicKey(), provider);
      Turns<RawSignature.Signed> turns = new Turns<>(tokens.stream().map(raw::parse).toList());
      return new Contestant("raw", () -> raw.verify(turns.next()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
