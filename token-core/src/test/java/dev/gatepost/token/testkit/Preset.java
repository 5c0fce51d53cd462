package dev.gatepost.token.testkit;

import dev.gatepost.token.Issuers;
import dev.gatepost.token.KeySource;
import dev.gatepost.token.TokenVerifierBuilder;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;

/**
 * The issuers of {@link Issuers}: tokens as they make them, signed by a {@link TestIssuer} in their
 * place, and verifiers that take those.
 */
public enum Preset {
  /** A custom authorization server of Okta. */
  OKTA("https://dev-1.okta.com/oauth2/default") {
    @Override
    TokenVerifierBuilder preset() {
      return Issuers.okta(issuer()).audience("api://default");
    }

    @Override
    TestToken shape(TestToken bare) {
      return bare.audience("api://default")
          .subject("ada@example.com")
          .claim("ver", 1)
          .claim("jti", "AT.r5nCsyqEjXEuHDFZ2nA1kTUBPzGnUsmVVmNkbPbKBhw")
          .claim("cid", "0oa1client")
          .claim("uid", "00u1user")
          .claim("scp", List.of("openid", "messages:write"));
    }
  },
  /** A tenant of Auth0 with its own profile of access tokens. */
  AUTH0("https://acme.eu.auth0.com/") {
    @Override
    TokenVerifierBuilder preset() {
      return Issuers.auth0(issuer()).audience("https://messages.example.com");
    }

    @Override
    TestToken shape(TestToken bare) {
      return bare.header("typ", "JWT")
          .claim("aud", List.of("https://messages.example.com", issuer() + "userinfo"))
          .subject("auth0|6123")
          .claim("azp", "auth0client")
          .claim("scope", "openid messages:write")
          .claim("permissions", List.of("messages:write"));
    }
  },
  /** A user pool of Amazon Cognito. */
  COGNITO("https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbC123") {
    @Override
    TokenVerifierBuilder preset() {
      return Issuers.cognito(issuer()).clientIdAsAudience("1example23456789");
    }

    @Override
    TestToken shape(TestToken bare) {
      return bare.subject("7f2c8f30-0f1a-4d4b-9c0e-000000000001")
          .claim("client_id", "1example23456789")
          .claim("token_use", "access")
          .claim("version", 2)
          .claim("username", "ada")
          .claim("cognito:groups", List.of("writers"))
          .claim("scope", "openid messages/write");
    }
  },
  /** A tenant of Microsoft Entra ID, version 2 tokens. */
  ENTRA_ID("https://login.microsoftonline.com/" + Preset.TENANT + "/v2.0") {
    @Override
    TokenVerifierBuilder preset() {
      return Issuers.entraId(TENANT).audience("11111111-2222-3333-4444-555555555555");
    }

    @Override
    TestToken shape(TestToken bare) {
      return bare.header("typ", "JWT")
          .audience("11111111-2222-3333-4444-555555555555")
          .subject("AAAAAAAAAAAAAAAAAAAAAIkzqFVrSaSaFHy782bbtaQ")
          .claim("tid", TENANT)
          .claim("oid", "00000000-0000-0000-66f3-3332eca7ea81")
          .claim("azp", "99999999-8888-7777-6666-555555555555")
          .claim("azpacr", "0")
          .claim("scp", "messages.read messages.write")
          .claim("ver", "2.0");
    }
  },
  /** A tenant of Microsoft Entra ID, version 1 tokens. */
  ENTRA_ID_V1("https://sts.windows.net/" + Preset.TENANT + "/") {
    @Override
    TokenVerifierBuilder preset() {
      return Issuers.entraIdV1(TENANT).audience("api://11111111-2222-3333-4444-555555555555");
    }

    @Override
    TestToken shape(TestToken bare) {
      return bare.header("typ", "JWT")
          .header("x5t", "nOo3ZDrODXEK1jKWhXslHR_KXEg")
          .audience("api://11111111-2222-3333-4444-555555555555")
          .subject("l3_roISQU222bULS9yi2k0XpqpOiMz5H3ZACo1GeXA")
          .claim("tid", TENANT)
          .claim("appid", "99999999-8888-7777-6666-555555555555")
          .claim("appidacr", "0")
          .claim("scp", "messages.write")
          .claim("ver", "1.0");
    }
  },
  /** A realm of Keycloak with an audience mapper. */
  KEYCLOAK("https://id.example.com/realms/acme") {
    @Override
    TokenVerifierBuilder preset() {
      return Issuers.keycloak(issuer()).audience("messages");
    }

    @Override
    TestToken shape(TestToken bare) {
      return bare.header("typ", "JWT")
          .audience("messages")
          .subject("f8b5c1f0-7c1d-4a55-8f3b-000000000001")
          .claim("typ", "Bearer")
          .claim("azp", "messages-web")
          .claim("sid", "5d3c1f")
          .claim("scope", "openid messages:write");
    }
  },
  /** Google's ID tokens. */
  GOOGLE("https://accounts.google.com") {
    @Override
    TokenVerifierBuilder preset() {
      return Issuers.google().audience("1234-app.apps.googleusercontent.com");
    }

    @Override
    TestToken shape(TestToken bare) {
      return bare.header("typ", "JWT")
          .audience("1234-app.apps.googleusercontent.com")
          .subject("110169484474386276334")
          .claim("azp", "1234-app.apps.googleusercontent.com")
          .claim("email", "ada@example.com")
          .claim("email_verified", true);
    }
  };

  static final String TENANT = "aaaabbbb-0000-cccc-1111-dddd2222eeee";

  private final String issuer;

  Preset(String issuer) {
    this.issuer = issuer;
  }

  /** The {@code iss} of its tokens. */
  public String issuer() {
    return issuer;
  }

  /** A good token as this issuer makes it, to be changed and signed. */
  public TestToken token(TestIssuer signer) {
    return shape(signer.named(issuer).bareToken());
  }

  /** The preset with an audience that its tokens are for, at the signer's time, with its keys. */
  public TokenVerifierBuilder verifierBuilder(TestIssuer signer) {
    return preset()
        .keys(KeySource.ofJwks(signer.jwks()))
        .clock(Clock.fixed(signer.now(), ZoneOffset.UTC));
  }

  abstract TokenVerifierBuilder preset();

  abstract TestToken shape(TestToken bare);
}
