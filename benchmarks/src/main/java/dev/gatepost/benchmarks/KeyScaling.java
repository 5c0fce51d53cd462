package dev.gatepost.benchmarks;

import dev.gatepost.token.TokenVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What a verification costs with few and with many keys in the set: tokens of one of them, and of
 * all in turn, of as many different tokens each time. It is one key under many names, for hundreds
 * of their own would take a minute to make; to the verifier each is another.
 */
final class KeyScaling {
  // No key set is taken that has more.
  private static final int MOST = 1_000;
  private static final int[] SIZES = {1, 10, 100, MOST};

  private final String algorithm;
  private final SampleTokens samples;
  private final Results results;

  KeyScaling(String algorithm, Results results) throws Exception {
    this.algorithm = algorithm;
    this.samples = SampleTokens.of(algorithm);
    this.results = results;
  }

  void run() throws Exception {
    run("gatepost, JDK", ScalingBenchmark::onJdks);
    run("gatepost", ScalingBenchmark::onAmazons);
  }

  private void run(String name, Function<String, TokenVerifier> verifiers) throws Exception {
    List<Contestant> contestants = new ArrayList<>();
    for (int size : SIZES) {
      TokenVerifier verifier = verifiers.apply(jwks(size));
      contestants.add(using(1, size, verifier));
      if (size > 1) {
        contestants.add(using(size, size, verifiers.apply(jwks(size))));
      }
    }
    new Contest(30, 1_000)
        .run(contestants)
        .forEach(
            (keys, cost) -> {
              System.out.printf("%-14s %-26s %s%n", name, keys, cost);
              results.add(name, keys, "µs", cost);
            });
  }

  private Contestant using(int used, int size, TokenVerifier verifier) throws Exception {
    List<String> tokens = new ArrayList<>();
    for (int i = 0; i < MOST; i++) {
      tokens.add(samples.named(keyId(i % used)).token(i));
    }
    return new Peer(algorithm + ", " + used + " of " + size + " keys", verifier::verify)
        .verifying(tokens);
  }

  private String jwks(int size) {
    return IntStream.range(0, size)
        .mapToObj(i -> samples.named(keyId(i)).jwk())
        .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
  }

  private static String keyId(int number) {
    return "q-wHNuXXzYAxyBnbRmXpbRbrkZmyPXbcnfqLcJ%05d".formatted(number);
  }
}
