package dev.gatepost.messages.api;

import java.time.Duration;
import java.util.Optional;

/** How often may be posted. Called for every post that carries a good token; from many threads. */
@FunctionalInterface
public interface PostLimit {
  /**
   * Takes one post off what is allowed.
   *
   * @param author who posts
   * @param address where from, as {@link ApiRequest#address} has it
   * @return nothing where the post may go on; else how long until one may
   */
  Optional<Duration> take(String author, Optional<String> address);
}
