package dev.gatepost.local.issuer;

import dev.gatepost.messages.api.ApiRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Who has signed in with which browser. Safe for many threads. */
final class Sessions {
  private static final Duration LIFETIME = Duration.ofHours(12);

  private final Clock clock;
  private final Expiring<SignIn> signIns;

  Sessions(Clock clock) {
    this.clock = clock;
    this.signIns = new Expiring<>(clock);
  }

  Optional<SignIn> find(ApiRequest request) {
    return Cookies.SIGN_IN.read(request).flatMap(signIns::find);
  }

  /**
   * Remembers a sign-in instead of this browser's earlier one.
   *
   * @return the {@code Set-Cookie} that goes with it
   */
  String replace(ApiRequest request, SignIn signIn) {
    end(request);
    return Cookies.SIGN_IN.set(signIns.keep(signIn, clock.instant().plus(LIFETIME)));
  }

  void end(ApiRequest request) {
    Cookies.SIGN_IN.read(request).ifPresent(signIns::take);
  }
}
