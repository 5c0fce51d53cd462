package dev.gatepost.local;

import dev.gatepost.local.issuer.DevelopmentIssuer;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The development issuer, as settings see it: what they would be, had somebody set them.
 *
 * @param url its issuer identifier
 * @param jwks its keys
 * @param clientId what the page is to it
 * @param scopes what the page asks for, separated by spaces
 */
record Issuer(String url, String jwks, String clientId, String scopes) {
  /**
   * In its place while settings are judged, for it starts only when they are found good. The key is
   * that of RFC 7515 appendix A.3.
   */
  static final Issuer STAND_IN =
      new Issuer(
          "http://localhost",
          """
          {"keys":[{"kty":"EC","crv":"P-256","kid":"stand-in",
          "x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
          "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}""",
          "stand-in",
          "openid");

  private static final String DEFAULT_AUDIENCE = "api://gatepost";

  static Issuer of(DevelopmentIssuer issuer) {
    return new Issuer(issuer.url(), issuer.jwks(), issuer.clientId(), issuer.scopes());
  }

  /** Whom its tokens are for: the first audience that the API takes. */
  static String audience(Map<String, String> values) {
    return firstAudience(values).orElse(DEFAULT_AUDIENCE);
  }

  /** The first audience that the API takes; nothing where it goes by clients instead. */
  static Optional<String> firstAudience(Map<String, String> values) {
    return Setting.AUDIENCE.in(values).map(audiences -> audiences.split(",", 2)[0].strip());
  }

  /** These settings, completed by it. */
  Map<String, String> complete(Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put(Setting.ISSUER.key(), url);
    all.put(Setting.JWKS.key(), jwks);
    all.put(Setting.CLIENT_ID.key(), clientId);
    Setting.AUDIENCE.setIfMissing(all, DEFAULT_AUDIENCE);
    String required = Setting.REQUIRED_SCOPES.in(values).orElse("");
    String wanted =
        Stream.of((scopes + " " + required).split(" +", -1))
            .filter(scope -> !scope.isEmpty())
            .distinct()
            .collect(Collectors.joining(" "));
    Setting.CLIENT_SCOPES.setIfMissing(all, wanted);
    return all;
  }
}
