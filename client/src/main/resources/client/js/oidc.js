import * as oauth from "../vendor/oauth4webapi/index.js";
import { Failure } from "./failure.js";
import { Issuer } from "./issuer.js";

/**
 * What must be remembered between leaving for the issuer and coming back.
 *
 * @typedef {{state: string, nonce: string, verifier: string}} Pending
 *
 * What a sign-in gives.
 *
 * @typedef {object} Tokens
 * @property {string} accessToken
 * @property {string | undefined} refreshToken
 * @property {string | undefined} idToken
 * @property {number} expiresAt of the access token, in milliseconds of `Date.now()`;
 *     `Infinity` where the issuer did not say
 * @property {Person} person
 *
 * @typedef {{subject: string, name: string}} Person
 */

/**
 * Signing in with an OpenID provider: authorization code, PKCE, state and nonce
 * (OpenID Connect Core 1.0 §3.1, RFC 7636, RFC 9207).
 */
export class SignIn {
  #issuer;
  #client;
  #scopes;
  #audience;
  #redirectUri;

  /**
   * @param {import("./config.js").Config} config
   * @param {string} redirectUri as registered with the issuer
   */
  constructor(config, redirectUri) {
    this.#issuer = new Issuer(config.issuer);
    this.#client = { client_id: config.clientId };
    this.#scopes = config.scopes;
    this.#audience = config.audience;
    this.#redirectUri = redirectUri;
  }

  /**
   * Starts a sign-in.
   *
   * @returns {Promise<{url: URL, pending: Pending}>} where to send the browser, and what
   *     {@link complete} will need
   * @throws {Failure}
   */
  async begin() {
    if (globalThis.crypto?.subtle === undefined) {
      throw new Failure("insecure-page");
    }
    const server = await this.#issuer.server();
    const pending = {
      state: oauth.generateRandomState(),
      nonce: oauth.generateRandomNonce(),
      verifier: oauth.generateRandomCodeVerifier(),
    };
    const url = new URL(server.authorization_endpoint);
    const query = {
      client_id: this.#client.client_id,
      response_type: "code",
      redirect_uri: this.#redirectUri,
      scope: this.#scopes,
      state: pending.state,
      nonce: pending.nonce,
      code_challenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
      code_challenge_method: "S256",
      ...(this.#audience && { audience: this.#audience }),
    };
    Object.entries(query).forEach(([name, value]) => url.searchParams.set(name, value));
    return { url, pending };
  }

  /**
   * Finishes a sign-in with what the issuer sent back in the address.
   *
   * @param {URLSearchParams} response
   * @param {Pending} pending from {@link begin}
   * @returns {Promise<Tokens>}
   * @throws {Failure}
   */
  async complete(response, pending) {
    const server = await this.#issuer.server();
    return signingIn(async () => {
      const checked = oauth.validateAuthResponse(server, this.#client, response, pending.state);
      const answer = await oauth.authorizationCodeGrantRequest(
        server,
        this.#client,
        oauth.None(),
        checked,
        this.#redirectUri,
        pending.verifier,
        this.#issuer.options,
      );
      const openid = this.#scopes.split(/\s+/).includes("openid");
      // Expecting a nonce is to insist on an ID token.
      const result = await oauth.processAuthorizationCodeResponse(server, this.#client, answer, {
        expectedNonce: openid ? pending.nonce : undefined,
      });
      return tokensOf(result, undefined);
    });
  }

  /**
   * Exchanges the refresh token for new tokens, and the refresh token for the next one where the
   * issuer rotates them.
   *
   * @param {Tokens} tokens
   * @returns {Promise<Tokens>}
   * @throws {Failure} `session-ended` when there is nothing to renew with or the issuer refuses
   */
  async renew(tokens) {
    if (tokens.refreshToken === undefined) {
      throw new Failure("session-ended");
    }
    const server = await this.#issuer.server();
    try {
      const answer = await oauth.refreshTokenGrantRequest(
        server,
        this.#client,
        oauth.None(),
        tokens.refreshToken,
        this.#issuer.options,
      );
      const result = await oauth.processRefreshTokenResponse(server, this.#client, answer);
      return tokensOf(result, tokens);
    } catch (cause) {
      throw isUnreachable(cause) ? cause : new Failure("session-ended", {}, cause);
    }
  }

  /**
   * Where to send the browser to end the issuer's session as well (OpenID Connect RP-Initiated
   * Logout 1.0).
   *
   * @param {Tokens} tokens
   * @returns {Promise<URL | undefined>} `undefined` where the issuer has no such address
   */
  async endUrl(tokens) {
    const server = await this.#issuer.server();
    if (!/^https?:\/\//.test(server.end_session_endpoint)) {
      return undefined;
    }
    const url = new URL(server.end_session_endpoint);
    url.searchParams.set("client_id", this.#client.client_id);
    url.searchParams.set("post_logout_redirect_uri", this.#redirectUri);
    if (tokens.idToken !== undefined) {
      url.searchParams.set("id_token_hint", tokens.idToken);
    }
    return url;
  }
}

/** Whether what follows the `?` of an address is an answer to an authorization request. */
export function isAuthorizationResponse(parameters) {
  return parameters.has("state") && (parameters.has("code") || parameters.has("error"));
}

async function signingIn(steps) {
  try {
    return await steps();
  } catch (cause) {
    throw signInFailure(cause);
  }
}

function signInFailure(cause) {
  if (cause instanceof Failure) {
    return cause;
  }
  const cancelled =
    cause instanceof oauth.AuthorizationResponseError && cause.error === "access_denied";
  const code = typeof cause.error === "string" ? cause.error : cause.code;
  return new Failure(cancelled ? "sign-in-cancelled" : "sign-in-failed", { code }, cause);
}

function tokensOf(result, previous) {
  const claims = oauth.getValidatedIdTokenClaims(result);
  return {
    accessToken: result.access_token,
    refreshToken: result.refresh_token ?? previous?.refreshToken,
    idToken: result.id_token ?? previous?.idToken,
    expiresAt: Date.now() + (result.expires_in ?? Infinity) * 1000,
    person: claims === undefined ? (previous?.person ?? NOBODY) : personOf(claims),
  };
}

const NOBODY = { subject: "", name: "" };

function personOf(claims) {
  const names = [claims.name, claims.preferred_username, claims.email, claims.sub];
  return {
    subject: claims.sub,
    name: names.find((name) => typeof name === "string" && name.trim() !== ""),
  };
}

function isUnreachable(cause) {
  return cause instanceof Failure && cause.kind === "issuer-unreachable";
}
