package dev.gatepost.local.issuer;

import dev.gatepost.messages.api.ApiRequest;
import dev.gatepost.messages.api.ApiResponse;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Everything the issuer answers, by path. Safe for many threads. */
final class IssuerEndpoints {
  static final String AUTHORIZE = "/authorize";
  static final String JWKS = "/jwks";
  static final String SIGN_IN = "/sign-in";
  static final String SIGN_OUT = "/sign-out";
  static final String TOKEN = "/token";

  private static final int MAX_BODY = 16 * 1024;
  private static final String READ = "GET, HEAD";
  private static final String GET_OR_POST = "GET, POST";
  private static final String POST = "POST";

  private final Set<String> hosts;
  private final CrossOrigin crossOrigin;
  private final Map<String, Endpoint> endpoints;

  IssuerEndpoints(Registration registration, TokenMint mint, Clock clock) {
    int port = URI.create(registration.issuer()).getPort();
    hosts = Set.of("localhost:" + port, "127.0.0.1:" + port, "[::1]:" + port);
    crossOrigin = new CrossOrigin(registration.clientOrigins());
    Pages pages = new Pages(registration);
    Sessions sessions = new Sessions(clock);
    Grants grants = new Grants(clock);
    SignInEndpoint signIn = new SignInEndpoint(clock, sessions, grants, pages);
    AuthorizeEndpoint authorize =
        new AuthorizeEndpoint(registration, clock, sessions, grants, signIn, pages);
    SignOutEndpoint signOut = new SignOutEndpoint(registration, sessions, mint, pages);
    ApiResponse discovery = Answers.json(200, Discovery.document(registration.issuer()));
    endpoints =
        Map.of(
            Discovery.PATH,
            new Endpoint(READ, true, request -> discovery),
            JWKS,
            new Endpoint(READ, true, request -> Answers.json(200, mint.jwks())),
            TOKEN,
            new Endpoint(POST, true, new TokenEndpoint(grants, mint)::answer),
            AUTHORIZE,
            new Endpoint(GET_OR_POST, false, authorize::answer),
            SIGN_IN,
            new Endpoint(POST, false, signIn::answer),
            SIGN_OUT,
            new Endpoint(GET_OR_POST, false, signOut::answer),
            Pages.STYLES,
            new Endpoint(READ, false, request -> pages.styles()),
            Pages.ICON,
            new Endpoint(READ, false, request -> pages.icon()));
  }

  ApiResponse answer(ApiRequest request) {
    // A page of another site can give its own name our address (DNS rebinding), but not its
    // requests our name.
    List<String> host = request.header("host");
    if (host.size() != 1 || !hosts.contains(host.get(0))) {
      return Answers.text(421, "This server has another name.");
    }
    if (request.body().length > MAX_BODY) {
      return Answers.text(413, "This is too much.");
    }
    Endpoint endpoint = endpoints.get(request.path());
    return endpoint == null
        ? Answers.text(404, "There is nothing here.")
        : answer(request, endpoint);
  }

  private ApiResponse answer(ApiRequest request, Endpoint endpoint) {
    if (endpoint.shared() && request.method().equals("OPTIONS")) {
      return crossOrigin.preflight(request, endpoint.methods());
    }
    if (!List.of(endpoint.methods().split(", ")).contains(request.method())) {
      return Answers.with(Answers.text(405, "This is not done here."), "allow", endpoint.methods());
    }
    ApiResponse answer = endpoint.work().apply(request);
    return endpoint.shared() ? crossOrigin.share(request, answer) : answer;
  }

  /**
   * What is at a path.
   *
   * @param methods as the {@code Allow} header names them
   * @param shared whether pages of the client's origins may read it
   */
  private record Endpoint(String methods, boolean shared, Function<ApiRequest, ApiResponse> work) {}
}
