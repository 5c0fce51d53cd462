package dev.gatepost.local.tools;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a token is to be held against: what the user said, and where they said nothing, what the
 * token says of itself. That proves nothing, so it is kept apart.
 *
 * @param settings the variables of the README's table
 * @param fromToken those of them that nobody but the token has said
 */
record ExpectedToken(Map<String, String> settings, List<String> fromToken) {
  private static final String ISSUER = "OIDC_ISSUER";

  ExpectedToken {
    settings = Map.copyOf(settings);
    fromToken = List.copyOf(fromToken);
  }

  static ExpectedToken of(Map<String, String> said, UnprovenClaims claims) {
    Map<String, String> settings = new HashMap<>(said);
    List<String> fromToken = new ArrayList<>();
    complete(ISSUER, Optional.ofNullable(claims.issuer()), settings, fromToken);
    if (!isSaid("OIDC_ACCEPTED_CLIENTS", said)) {
      // Any will do where the token has none: it is refused whatever is expected, and told why.
      String audience = Objects.requireNonNullElse(claims.audience(), "(the one expected)");
      complete("OIDC_AUDIENCE", Optional.of(audience), settings, fromToken);
    }
    return new ExpectedToken(settings, fromToken);
  }

  /** The issuer that keys would be fetched from although nobody but the token names it. */
  Optional<String> strangeIssuer() {
    boolean keysSaid = isSaid("OIDC_JWKS", settings) || isSaid("OKTA_KEYS", settings);
    return keysSaid || !fromToken.contains(ISSUER)
        ? Optional.empty()
        : Optional.of(settings.getOrDefault(ISSUER, ""));
  }

  private static void complete(
      String name, Optional<String> claim, Map<String, String> settings, List<String> fromToken) {
    if (claim.isPresent() && !isSaid(name, settings)) {
      settings.put(name, claim.get());
      fromToken.add(name);
    }
  }

  private static boolean isSaid(String name, Map<String, String> settings) {
    return !settings.getOrDefault(name, "").isBlank();
  }
}
