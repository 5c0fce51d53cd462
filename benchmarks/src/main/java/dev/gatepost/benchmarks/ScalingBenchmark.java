package dev.gatepost.benchmarks;

import dev.gatepost.token.TokenVerifier;

/** Whether a verification costs the same with more threads and more keys. */
public final class ScalingBenchmark {
  private ScalingBenchmark() {}

  /** Measures and prints. */
  public static void main(String[] args) throws Exception {
    Results results = new Results();
    new ThreadScaling(results).run();
    new KeyScaling("RS256", results).run();
    new VirtualThreadScaling(results).run();
    results.write("scaling");
  }

  /** A verifier with Amazon's provider. */
  static TokenVerifier onAmazons(String jwks) {
    return SampleTokens.verifier(jwks).build();
  }

  /** A verifier with the JDK's provider. */
  static TokenVerifier onJdks(String jwks) {
    return SampleTokens.verifier(jwks).jdkCryptoProviders().build();
  }
}
