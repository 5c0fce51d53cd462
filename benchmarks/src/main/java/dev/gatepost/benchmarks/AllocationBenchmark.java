package dev.gatepost.benchmarks;

import dev.gatepost.token.TokenVerifier;
import dev.gatepost.token.TokenVerifierBuilder;
import java.util.Collection;
import java.util.Objects;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** How much memory a verification allocates, by JMH's profiler of the garbage collector. */
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
public class AllocationBenchmark {
  private static final String MEASURED = "gc.alloc.rate.norm";
  private static final int TOKENS = 64;

  /** Who verifies. */
  @Param({
    "gatepost",
    "gatepost, JDK",
    "gatepost, cache",
    "jose4j",
    "jjwt",
    "nimbus",
    "spring",
    "java-jwt",
    "fusionauth",
    "tink",
    "vertx"
  })
  public String contestant = "";

  private Contestant verifying = new Contestant("", () -> "");

  /** Measures and prints. */
  public static void main(String[] args) throws Exception {
    Collection<RunResult> runs =
        new Runner(
                new OptionsBuilder()
                    .include(AllocationBenchmark.class.getName())
                    .addProfiler(GCProfiler.class)
                    .build())
            .run();
    Results results = new Results();
    for (RunResult run : runs) {
      Result<?> bytes = Objects.requireNonNull(run.getSecondaryResults().get(MEASURED));
      results.add(
          run.getParams().getParam("contestant"),
          "RS256",
          "bytes",
          new Contest.Result(
              bytes.getStatistics().getMin(), bytes.getStatistics().getPercentile(50)));
    }
    results
        .rows()
        .forEach(row -> System.out.printf("%-18s %,8.0f bytes%n", row.contestant(), row.median()));
    results.write("allocation");
  }

  /** Makes tokens and a verifier of them. */
  @Setup
  public void setUp() throws Exception {
    SampleTokens samples = SampleTokens.of("RS256");
    TokenVerifierBuilder gatepost = samples.verifier();
    Peer peer =
        switch (contestant) {
          case "gatepost" -> gatepost(gatepost);
          case "gatepost, JDK" -> gatepost(gatepost.jdkCryptoProviders());
          case "gatepost, cache" -> gatepost(gatepost.verifiedTokenCache(TOKENS));
          default -> new Peers("RS256", samples).named(contestant);
        };
    verifying = peer.verifying(samples.tokens(TOKENS));
  }

  private static Peer gatepost(TokenVerifierBuilder builder) {
    TokenVerifier verifier = builder.build();
    return new Peer("gatepost", verifier::verify);
  }

  /** One verification. */
  @Benchmark
  public Object verify() throws Exception {
    return verifying.work().run();
  }
}
