package dev.gatepost.benchmarks;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import dev.gatepost.token.TokenVerifier;
import dev.gatepost.token.TokenVerifierBuilder;
import java.nio.charset.StandardCharsets;
import java.security.Provider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a verification costs over the signature check alone, and what it costs others. */
public final class VerifyBenchmark {
  private static final int TOKENS = 64;

  private VerifyBenchmark() {}

  /**
   * Measures and prints.
   *
   * @param args the algorithms, none for all of {@code RS256 ES256 EdDSA}
   */
  public static void main(String[] args) throws Exception {
    List<String> algorithms = args.length == 0 ? List.of("RS256", "ES256", "EdDSA") : List.of(args);
    Results kept = new Results();
    for (String algorithm : algorithms) {
      measure(algorithm, kept);
    }
    kept.write("verify");
    System.exit(0); // Vert.x keeps threads.
  }

  private static void measure(String algorithm, Results kept) throws Exception {
    SampleTokens samples = SampleTokens.of(algorithm);
    List<String> tokens = samples.tokens(TOKENS);
    List<Contestant> contestants = new ArrayList<>();
    contestants.add(raw(algorithm, samples, tokens));
    contestants.add(gatepost("gatepost, JDK", samples.verifier().jdkCryptoProviders(), tokens));
    Provider corretto = AmazonCorrettoCryptoProvider.INSTANCE;
    AmazonCorrettoCryptoProvider.INSTANCE.assertHealthy();
    contestants.add(rawBy(corretto, algorithm, samples, tokens));
    contestants.add(gatepost("gatepost", samples.verifier(), tokens));
    for (Peer peer : new Peers(algorithm, samples).all()) {
      contestants.add(peer.verifying(tokens));
    }
    int operations = algorithm.equals("RS256") ? 1_000 : 100;
    Map<String, Contest.Result> results =
        new LinkedHashMap<>(new Contest(30, operations).run(contestants));
    results.putAll(again(samples, tokens));
    double floor = Objects.requireNonNull(results.get("raw")).minimum();
    results.forEach(
        (name, result) ->
            System.out.printf(
                "%s %-18s %s, over raw %+.2f µs%n",
                algorithm, name, result, result.minimum() - floor));
    results.forEach((name, result) -> kept.add(name, algorithm, "µs", result));
  }

  // By itself and many times: it is over so soon that in turns with the others it would be measured
  // what they leave in the processor's caches.
  private static Map<String, Contest.Result> again(SampleTokens samples, List<String> tokens)
      throws Exception {
    TokenVerifierBuilder caching = samples.verifier().verifiedTokenCache(TOKENS);
    return new Contest(30, 10_000).run(List.of(gatepost("gatepost, cache", caching, tokens)));
  }

  private static Contestant raw(String algorithm, SampleTokens samples, List<String> tokens)
      throws Exception {
    RawSignature raw = new RawSignature(algorithm, samples.publicKey(), null);
    Turns<RawSignature.Signed> turns = new Turns<>(tokens.stream().map(raw::parse).toList());
    return new Contestant("raw", () -> require(raw.verify(turns.next())));
  }

  // Each time from other characters, as a header brings them: a String knows its hash once asked.
  private static Contestant gatepost(
      String name, TokenVerifierBuilder builder, List<String> tokens) {
    TokenVerifier verifier = builder.build();
    Turns<byte[]> turns =
        new Turns<>(tokens.stream().map(t -> t.getBytes(StandardCharsets.ISO_8859_1)).toList());
    return new Contestant(
        name, () -> verifier.verify(new String(turns.next(), StandardCharsets.ISO_8859_1)));
  }

  private static Contestant rawBy(
      Provider provider, String algorithm, SampleTokens samples, List<String> tokens)
      throws Exception {
    RawSignature raw = new RawSignature(algorithm, samples.publicKey(), provider);
    Turns<RawSignature.Signed> turns = new Turns<>(tokens.stream().map(raw::parse).toList());
    return new Contestant("raw, Corretto", () -> require(raw.verify(turns.next())));
  }

  private static Boolean require(boolean good) {
    if (!good) {
      throw new IllegalStateException("a good signature was refused");
    }
    return true;
  }
}
