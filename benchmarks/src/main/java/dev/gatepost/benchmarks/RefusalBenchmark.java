package dev.gatepost.benchmarks;

import dev.gatepost.token.Reason;
import dev.gatepost.token.TokenRejectedException;
import dev.gatepost.token.TokenVerifier;
import dev.gatepost.token.TokenVerifierBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What it costs to refuse a token, for each reason and for tokens of several sizes. */
public final class RefusalBenchmark {
  private static final int OPERATIONS = 200;
  private static final int KB = 1024;
  private static final Duration WARM_UP = Duration.ofMillis(500);

  private final SampleTokens samples = SampleTokens.of("RS256");
  private final RefusedTokens tokens = new RefusedTokens(samples);
  private final List<Peer> peers = new Peers("RS256", samples).all();
  private final Results results = new Results();

  private RefusalBenchmark() throws Exception {}

  /**
   * Measures and prints.
   *
   * @param args the reasons, by their names; none for all and the sizes too
   */
  public static void main(String[] args) throws Exception {
    new RefusalBenchmark().run(List.of(args));
    System.exit(0); // Vert.x keeps threads.
  }

  private void run(List<String> wanted) throws Exception {
    printTitle();
    TokenVerifier verifier = builder().build();
    for (Reason reason : Reason.values()) {
      if (wanted.isEmpty() || wanted.contains(reason.name())) {
        measure(reason.name(), reason, verifier, tokens.of(reason));
      }
    }
    if (wanted.isEmpty()) {
      measureSizes();
    }
    results.write("refusals");
  }

  private void measureSizes() throws Exception {
    for (int size : new int[] {8 * KB, 64 * KB, 1024 * KB}) {
      TokenVerifier small = builder().maxTokenSize(4 * KB).build();
      measure(size / KB + " KB, too long", Reason.TOO_LARGE, small, tokens.large(size));
    }
    TokenVerifier patient = builder().maxTokenSize(64 * KB).build();
    for (int size : new int[] {2 * KB, 8 * KB, 64 * KB}) {
      measure(size / KB + " KB, expired", Reason.EXPIRED, patient, tokens.largeExpired(size));
      measure(size / KB + " KB, junk", Reason.MALFORMED, patient, tokens.largeWithJunk(size));
    }
  }

  private TokenVerifierBuilder builder() {
    return samples.verifier().jdkCryptoProviders().requireScopes(RefusedTokens.SCOPE);
  }

  private void measure(String name, Reason reason, TokenVerifier verifier, String token)
      throws Exception {
    requireRefusal(reason, verifier, token);
    List<Contestant> contestants = new ArrayList<>();
    contestants.add(new Peer("gatepost", verifier::verify).refusing(token));
    for (Peer peer : peers) {
      if (peer.refuses(token)) {
        contestants.add(peer.refusing(token));
      }
    }
    for (Contestant contestant : contestants) {
      warmUp(contestant);
    }
    Map<String, Contest.Result> costs = new Contest(30, OPERATIONS).run(contestants);
    print(name, side(reason, verifier, token), costs);
    costs.forEach((contestant, cost) -> results.add(contestant, name, "µs", cost));
  }

  // By time: a way that is taken for the first time has code compiled before thrown away.
  private static void warmUp(Contestant contestant) throws Exception {
    long start = System.nanoTime();
    while (System.nanoTime() - start < WARM_UP.toNanos()) {
      contestant.work().run();
    }
  }

  private static void requireRefusal(Reason reason, TokenVerifier verifier, String token) {
    Reason actual = refusal(verifier, token);
    if (actual != reason) {
      throw new IllegalStateException(actual + " in place of " + reason);
    }
  }

  // Who gives the same reason although the signature is bad has not looked at it yet.
  private static String side(Reason reason, TokenVerifier verifier, String token) {
    if (reason == Reason.BAD_SIGNATURE) {
      return "by it";
    }
    return refusal(verifier, RefusedTokens.spoilt(token)) == reason ? "before" : "after";
  }

  private static Reason refusal(TokenVerifier verifier, String token) {
    try {
      verifier.verify(token);
    } catch (TokenRejectedException e) {
      return e.reason();
    }
    throw new IllegalStateException("a token is accepted");
  }

  private void printTitle() {
    System.out.printf("| µs of CPU (minimum / median) | the signature check | gatepost |");
    peers.forEach(peer -> System.out.printf(" %s |", peer.name()));
    System.out.println();
    System.out.println("|---".repeat(peers.size() + 3) + "|");
  }

  private void print(String name, String side, Map<String, Contest.Result> costs) {
    System.out.printf("| %s | %s | %s |", name, side, cell(costs.get("gatepost")));
    peers.forEach(peer -> System.out.printf(" %s |", cell(costs.get(peer.name()))));
    System.out.println();
  }

  private static String cell(Contest.@Nullable Result cost) {
    return cost == null ? "–" : "%.1f / %.1f".formatted(cost.minimum(), cost.median());
  }
}
