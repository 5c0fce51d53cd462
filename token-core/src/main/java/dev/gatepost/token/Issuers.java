package dev.gatepost.token;

import java.net.URI;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What well-known issuers' tokens have of their own, as builders that are filled in but for the
 * audience.
 *
 * <pre>{@code
 * TokenVerifier verifier =
 *     Issuers.okta("https://dev-1.okta.com/oauth2/default").audience("api://default").build();
 * }</pre>
 *
 * <p>Each builder has the issuer, its keys (fetched when first needed; {@link
 * TokenVerifierBuilder#keys} puts others in their place, say static ones), and rules that keep out
 * what the same keys sign besides access tokens, such as ID tokens. Everything else may be set as
 * usual. An issuer that is not of its maker's form is an {@link IllegalArgumentException}.
 */
public final class Issuers {
  private static final Pattern OKTA = Pattern.compile("https://[^/?#]+/oauth2/[^/?#]+");
  private static final Pattern AUTH0 = Pattern.compile("https://[^/?#]+/");
  private static final Pattern COGNITO = Pattern.compile("https://[^/?#]+/[^/?#_]+_[^/?#]+");
  private static final Pattern KEYCLOAK = Pattern.compile("https?://[^?#]+/realms/[^/?#]+");
  private static final Pattern TENANT =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private Issuers() {}

  /**
   * A custom authorization server of Okta. The audience is a property of the server. Tokens of the
   * organization's own server (an issuer without {@code /oauth2/…}) are meant for Okta alone, so it
   * is not accepted here.
   *
   * @param issuer for example {@code https://dev-1.okta.com/oauth2/default}
   */
  public static TokenVerifierBuilder okta(String issuer) {
    return discovered(issuer, OKTA, "https://DOMAIN/oauth2/SERVER")
        .rule("is an access token (has cid)", has("cid"));
  }

  /**
   * A tenant of Auth0, with either profile of access tokens. The audience is the API's identifier;
   * a client that does not ask for it gets an opaque or an encrypted token, which is refused.
   *
   * @param issuer for example {@code https://acme.eu.auth0.com/}: the slash belongs to it
   */
  public static TokenVerifierBuilder auth0(String issuer) {
    return discovered(issuer, AUTH0, "https://DOMAIN/")
        .rule("is an access token (names its client)", token -> token.clientId().isPresent());
  }

  /**
   * A user pool of Amazon Cognito. Its access tokens have an {@code aud} only if the client bound
   * them to a resource: give the app clients by {@link TokenVerifierBuilder#clientIdAsAudience}, or
   * the resource by {@link TokenVerifierBuilder#audience}.
   *
   * @param issuer for example {@code https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_a}
   */
  public static TokenVerifierBuilder cognito(String issuer) {
    require(issuer, COGNITO, "https://cognito-idp.REGION.amazonaws.com/REGION_ID");
    return TokenVerifier.builder()
        .issuer(issuer)
        .keys(KeySource.remote(URI.create(issuer + "/.well-known/jwks.json")))
        .rule("is an access token (token_use)", token -> is(token, "token_use", "access"));
  }

  /**
   * One tenant of Microsoft Entra ID, for APIs that ask for version 2 tokens ({@code
   * requestedAccessTokenVersion}). The audience is the API's application id. There is no {@code
   * common}: who accepts every tenant has to decide by {@code tid} which ones are customers.
   *
   * @param tenant the tenant's id, a UUID, not its domain name
   */
  public static TokenVerifierBuilder entraId(String tenant) {
    String id = requireTenant(tenant);
    String issuer = "https://login.microsoftonline.com/" + id + "/v2.0";
    return entra(id, issuer, KeySource.discover(issuer))
        .rule("is an access token (has azp)", has("azp"));
  }

  /**
   * As {@link #entraId}, for APIs that get version 1 tokens, which is what an API gets unless it
   * asks. The audience is the API's application id URI, such as {@code api://…}. The client stands
   * in {@code appid}, where {@link TokenVerifierBuilder#allowClients} does not look.
   *
   * @param tenant the tenant's id, a UUID, not its domain name
   */
  public static TokenVerifierBuilder entraIdV1(String tenant) {
    String id = requireTenant(tenant);
    URI keys = URI.create("https://login.microsoftonline.com/" + id + "/discovery/keys");
    return entra(id, "https://sts.windows.net/" + id + "/", KeySource.remote(keys))
        .rule("is an access token (has appid)", has("appid"));
  }

  /**
   * A realm of Keycloak. Its tokens name an API in {@code aud} only where an audience mapper puts
   * it there.
   *
   * @param issuer for example {@code https://id.example.com/realms/acme}
   */
  public static TokenVerifierBuilder keycloak(String issuer) {
    return discovered(issuer, KEYCLOAK, "https://HOST/realms/REALM")
        .rule("is an access token (typ is Bearer)", token -> is(token, "typ", "Bearer"));
  }

  /**
   * Google, with its limits: Google's access tokens are opaque, so nobody can verify them offline.
   * What this verifies are ID tokens, which people's clients and service accounts get. They have no
   * scopes. And anyone's service account gets one for any audience it likes: a good token only says
   * who calls. Decide by {@code sub} (or a verified {@code email}, or {@code hd}) who may.
   */
  public static TokenVerifierBuilder google() {
    String issuer = "https://accounts.google.com";
    return TokenVerifier.builder().issuer(issuer).keys(KeySource.discover(issuer));
  }

  private static TokenVerifierBuilder discovered(String issuer, Pattern form, String shown) {
    require(issuer, form, shown);
    return TokenVerifier.builder().issuer(issuer).keys(KeySource.discover(issuer));
  }

  private static TokenVerifierBuilder entra(String tenant, String issuer, KeySource keys) {
    return TokenVerifier.builder()
        .issuer(issuer)
        .keys(keys)
        .rule("tid is the tenant", token -> is(token, "tid", tenant));
  }

  private static String requireTenant(String tenant) {
    String id = tenant.toLowerCase(Locale.ROOT);
    require(id, TENANT, "a tenant's UUID (not a domain name, common or organizations)");
    return id;
  }

  private static void require(String text, Pattern form, String shown) {
    if (!form.matcher(text).matches()) {
      throw new IllegalArgumentException("not of the form " + shown + ": " + Excerpt.of(text));
    }
  }

  private static Predicate<VerifiedToken> has(String claim) {
    return token -> token.claims().get(claim) != null;
  }

  private static boolean is(VerifiedToken token, String claim, String expected) {
    return expected.equals(token.claims().get(claim));
  }
}
