package dev.gatepost.token;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An issuer without a wire: it has keys, or fails, as the test says. */
final class ScriptedFetch implements KeyFetch {
  private static final URI ADDRESS = URI.create("https://id.example.test/keys");

  private final AtomicInteger fetches = new AtomicInteger();
  private volatile Jwks jwks;
  private volatile Duration freshFor = Duration.ofMinutes(10);
  private volatile @Nullable String problem;
  private volatile Meanwhile meanwhile = () -> {};

  /** What happens between question and answer. */
  @FunctionalInterface
  interface Meanwhile {
    void run() throws InterruptedException;
  }

  ScriptedFetch(String jwks) {
    this.jwks = Jwks.parse(jwks);
  }

  void publish(String newJwks) {
    jwks = Jwks.parse(newJwks);
  }

  void grant(Duration newFreshFor) {
    freshFor = newFreshFor;
  }

  void fail() {
    problem = "the answer has status 500, not 200";
  }

  void recover() {
    problem = null;
  }

  /** What happens while a fetch is under way. */
  void meanwhile(Meanwhile action) {
    meanwhile = action;
  }

  int fetches() {
    return fetches.get();
  }

  @Override
  public Fetched fetch(@Nullable Fetched known) throws FetchFailedException, InterruptedException {
    fetches.incrementAndGet();
    // What a real issuer sends was fixed when it was asked.
    Fetched answer = new Fetched(jwks, ADDRESS, null, freshFor);
    String failure = problem;
    meanwhile.run();
    if (failure != null) {
      throw new FetchFailedException(failure);
    }
    return answer;
  }
}
