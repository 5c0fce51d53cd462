package dev.gatepost.messages.testkit;

import dev.gatepost.messages.MessageBoard;
import dev.gatepost.messages.MessageStore;
import dev.gatepost.messages.api.ApiSettings;
import dev.gatepost.messages.api.MessagesApi;
import dev.gatepost.token.testkit.TestIssuer;
import dev.gatepost.token.testkit.TestToken;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The table of API cases. It holds for every transport: feed {@link #all} to a parameterized test,
 * and give {@link ApiCase#run} a way to {@link #api} or to an API with the same {@link
 * #environment} and {@link #clock}.
 *
 * <p>Cases run one after another; all may share one board, and need not find it empty.
 */
public final class ApiCases {
  /** The one origin that is allowed. */
  public static final String ORIGIN = "https://app.example.test";

  /** The scope that every token needs. */
  public static final String SCOPE = "messages";

  private static final TestIssuer ISSUER = TestIssuer.create();

  private ApiCases() {}

  /** All cases. */
  public static List<ApiCase> all() {
    return Stream.of(
            RoutingCases.all(),
            CredentialCases.all(),
            JsonPostCases.all(),
            FormPostCases.all(),
            IdempotencyCases.all(),
            ReadingCases.all(),
            RevalidationCases.all(),
            CorsCases.all())
        .flatMap(List::stream)
        .toList();
  }

  /** The issuer whose tokens are accepted. */
  public static TestIssuer issuer() {
    return ISSUER;
  }

  /** A good token in the making. */
  public static TestToken token() {
    return ISSUER.token().scopes("openid", SCOPE);
  }

  /** The clock that the API must go by. */
  public static Clock clock() {
    return Clock.fixed(TestIssuer.NOW, ZoneOffset.UTC);
  }

  /** The settings that the API must have. */
  public static Map<String, String> environment() {
    return Map.of(
        "OIDC_ISSUER", ISSUER.name(),
        "OIDC_AUDIENCE", ISSUER.audience(),
        "OIDC_JWKS", ISSUER.jwks(),
        "OIDC_REQUIRED_SCOPES", SCOPE,
        "CORS_ALLOWED_ORIGINS", ORIGIN);
  }

  /** An API with these settings and this clock over a store. */
  public static MessagesApi api(MessageStore store) {
    ApiSettings settings = ApiSettings.read(environment());
    return new MessagesApi(
        settings.verifier(clock()), new MessageBoard(store, clock()), settings.allowedOrigins());
  }
}
