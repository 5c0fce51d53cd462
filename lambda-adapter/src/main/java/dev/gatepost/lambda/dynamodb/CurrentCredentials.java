package dev.gatepost.lambda.dynamodb;

import com.github.davidmoten.aws.lw.client.Credentials;
import dev.gatepost.messages.StoreUnavailableException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The function's credentials, asked for when they are needed: what was true before a snapshot was
 * taken is not true after. Where the container hands them out, as under SnapStart, they are asked
 * for once a minute.
 */
final class CurrentCredentials {
  // By the clock on the wall, which goes on while a snapshot lies.
  private static final long KEPT_MILLIS = TimeUnit.MINUTES.toMillis(1);

  private final Supplier<Credentials> source;
  private volatile @Nullable Kept kept;

  CurrentCredentials(Supplier<Credentials> source) {
    this.source = source;
  }

  /**
   * The credentials.
   *
   * @throws StoreUnavailableException if there are none
   */
  Credentials get() {
    Kept now = kept;
    if (now == null || Math.abs(System.currentTimeMillis() - now.since()) >= KEPT_MILLIS) {
      now = new Kept(ask(), System.currentTimeMillis());
      kept = now;
    }
    return now.credentials();
  }

  /** Asks anew next time. */
  void forget() {
    kept = null;
  }

  private Credentials ask() {
    try {
      return source.get();
    } catch (RuntimeException e) {
      throw new StoreUnavailableException("there are no credentials for DynamoDB", e);
    }
  }

  private record Kept(Credentials credentials, long since) {
    @Override
    public String toString() {
      return "Kept";
    }
  }
}
