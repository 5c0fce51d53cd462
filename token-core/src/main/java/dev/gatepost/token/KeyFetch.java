package dev.gatepost.token;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How an issuer's keys are got. Called by one thread at a time, by any of many. */
@FunctionalInterface
interface KeyFetch {

  /**
   * Gets the keys, or has the issuer confirm those that are known.
   *
   * @param known what an earlier call returned, or null
   * @throws FetchFailedException if they can't be had; whoever asks next will fare no better
   * @throws InterruptedException if this thread is told to stop; that says nothing of the issuer
   */
  Fetched fetch(@Nullable Fetched known) throws FetchFailedException, InterruptedException;

  /** The one issuer whose keys are fetched, or null where that is not known. */
  default @Nullable String issuer() {
    return null;
  }

  /**
   * Keys as the issuer gave them.
   *
   * @param from where they were
   * @param etag what to ask with whether they have changed, or null
   * @param freshFor for how long the issuer lets them be kept
   */
  record Fetched(Jwks jwks, URI from, @Nullable String etag, Duration freshFor) {

    /** The same keys, confirmed. */
    Fetched confirmed(Duration newFreshFor) {
      return new Fetched(jwks, from, etag, newFreshFor);
    }
  }
}
