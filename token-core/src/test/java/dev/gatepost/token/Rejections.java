package dev.gatepost.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.jspecify.annotations.Nullable;

/** What tests say of refused tokens. */
final class Rejections {
  private Rejections() {}

  static TokenRejectedException assertRejected(
      TokenVerifier verifier, @Nullable String token, Reason reason, String... messageParts) {
    TokenRejectedException rejection =
        catchThrowableOfType(TokenRejectedException.class, () -> verifier.verify(token));
    assertThat(rejection).as("not refused at all").isNotNull();
    assertThat(rejection.reason()).as(rejection.getMessage()).isEqualTo(reason);
    for (String part : messageParts) {
      assertThat(rejection.getMessage()).contains(part);
    }
    if (token != null && token.length() > 40) {
      assertThat(rejection.getMessage()).doesNotContain(token.substring(token.length() - 20));
    }
    return rejection;
  }
}
