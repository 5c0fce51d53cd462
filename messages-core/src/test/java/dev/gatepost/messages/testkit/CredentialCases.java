package dev.gatepost.messages.testkit;

import dev.gatepost.token.testkit.TestIssuer;
import dev.gatepost.token.testkit.TestToken;
import java.time.Duration;
import java.util.List;

/** Who is let in, and what the others are told. */
final class CredentialCases {
  private static final String LIST = "/api/messages?limit=1";

  private CredentialCases() {}

  static List<ApiCase> all() {
    return List.of(
        challenged("a post without anything is challenged without an error", Call.post()),
        challenged("reading needs a token", Call.get(LIST)),
        challenged("another scheme is no bearer token", basic()),
        challenged("a token in the query is not read", Call.get(LIST + "&access_token=" + good())),
        challenged("broken JSON without a token shows nothing", Call.post().json("{")),
        challenged(
            "another content type without a token shows nothing",
            Call.post().body("text/plain", new byte[] {'x'})),
        ApiCase.of(
            "the scheme is read in any case",
            Call.get(LIST).header("Authorization", "bEARER " + good()),
            answer -> answer.isJson(200)),
        refused("an expired token", expired(), "expired"),
        refused("a token for another audience", token().audience("other"), "wrong_audience"),
        refused("a token of another issuer", token().claim("iss", "https://x"), "wrong_issuer"),
        refused(
            "a token signed with another key",
            TestIssuer.create().token().scopes(ApiCases.SCOPE),
            "bad_signature"),
        refused("a token of an unknown key", token().header("kid", "other"), "unknown_key"),
        refused("an unsigned token", token().header("alg", "none"), "unsupported_algorithm"),
        refused("a token without subject", token().without("sub"), "missing_claim"),
        refused(
            "a token whose subject is too long for an author",
            token().subject("x".repeat(256)),
            "invalid_claim"),
        refused(
            "a token whose subject has control characters",
            token().subject("a\nb"),
            "invalid_claim"),
        ApiCase.of(
            "text that is no token",
            Call.get(LIST).bearer("rubbish"),
            answer -> answer.isRefusedToken("malformed")),
        ApiCase.of(
            "a good token without the scope is told which one it lacks",
            Call.get(LIST).bearer(token().scopes("openid").sign()),
            answer ->
                answer
                    .isProblem(403, "insufficient-scope")
                    .headerContains("www-authenticate", "error=\"insufficient_scope\"")
                    .headerContains("www-authenticate", "scope=\"" + ApiCases.SCOPE + "\"")
                    .has("reason", "insufficient_scope")),
        ApiCase.of(
            "HEAD of a refusal has the challenge and no body",
            Call.of("HEAD", LIST),
            answer -> answer.is(401).headerContains("www-authenticate", "Bearer").hasBody("")),
        twoCredentials("two bearer headers", Call.get(LIST).bearer().bearer()),
        twoCredentials(
            "a header and a form field", Call.post().bearer().form("message=x&token=" + good())),
        twoCredentials(
            "two form fields",
            Call.post().form("message=x&token=" + good() + "&access_token=" + good())),
        refusedPost("a refused JSON post stores nothing", refusedJson()),
        refusedPost(
            "a refused form post stores nothing",
            Call.post().form("message=not+stored&token=" + expired().sign())));
  }

  private static ApiCase challenged(String name, Call call) {
    return ApiCase.of(
        name,
        call,
        answer ->
            answer
                .isProblem(401, "unauthorized")
                .headerContains("www-authenticate", "Bearer")
                .headerLacks("www-authenticate", "error"));
  }

  private static ApiCase refused(String name, TestToken token, String reason) {
    return ApiCase.of(
        name + " is refused",
        Call.get(LIST).bearer(token.sign()),
        answer -> answer.isRefusedToken(reason));
  }

  private static ApiCase twoCredentials(String name, Call call) {
    return ApiCase.of(
        name + " are one credential too many",
        call,
        answer ->
            answer
                .isProblem(400, "invalid-request")
                .headerContains("www-authenticate", "error=\"invalid_request\""));
  }

  private static ApiCase refusedPost(String name, Call call) {
    return new ApiCase(
        name,
        client -> {
          String before = client.send(Call.get(LIST).bearer()).body();
          client.send(call).isRefusedToken("expired");
          client.send(Call.get(LIST).bearer()).isJson(200).hasBody(before);
        });
  }

  private static Call refusedJson() {
    return Call.post().bearer(expired().sign()).json("{\"text\":\"not stored\"}");
  }

  private static Call basic() {
    return Call.get(LIST).header("Authorization", "Basic dXNlcjpwYXNz");
  }

  private static TestToken expired() {
    return token()
        .claim("iat", TestIssuer.NOW.minus(Duration.ofHours(2)).getEpochSecond())
        .expiringAt(TestIssuer.NOW.minus(Duration.ofHours(1)));
  }

  private static TestToken token() {
    return ApiCases.token();
  }

  private static String good() {
    return token().sign();
  }
}
