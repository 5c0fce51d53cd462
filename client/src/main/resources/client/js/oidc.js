import * as oauth from "../vendor/oauth4webapi/index.js";
import { Failure } from "./failure.js";
import { exchangeInteractionCode, wantsMore } from "./interaction-code.js";
import { Issuer } from "./issuer.js";
import { logoutUrl } from "./logout.js";
import { tokensOf } from "./tokens.js";

/** Signing out waits no longer for the tokens to be revoked. */
const REVOCATION_PATIENCE_MS = 2_000;

/** The issuer's refusals to a sign-in that must not show a page (OpenID Connect Core 1.0 §3.1.2.6). */
const NEEDS_A_PAGE = new Set([
  "login_required",
  "interaction_required",
  "consent_required",
  "account_selection_required",
]);

/**
 * What must be remembered between leaving for the issuer and coming back.
 *
 * @typedef {object} Pending
 * @property {string} state
 * @property {string} nonce
 * @property {string} verifier
 * @property {boolean} widget whether it was to Okta's widget
 *
 * @typedef {import("./tokens.js").Tokens} Tokens
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
  #widget;
  #home;

  /**
   * @param {import("./config.js").Config} config
   * @param {string} home the redirect URI, as registered with the issuer
   */
  constructor(config, home) {
    this.#issuer = new Issuer(config.issuer, config.connectOrigins);
    this.#client = { client_id: config.clientId };
    this.#scopes = config.scopes;
    this.#audience = config.audience;
    this.#widget = config.widget;
    this.#home = home;
  }

  /**
   * Starts a sign-in.
   *
   * @param {{silent: boolean}} [how] whether it must succeed or fail without showing a page
   * @returns {Promise<{url: URL, pending: Pending}>} where to send the browser, and what
   *     {@link complete} will need
   * @throws {Failure}
   */
  async begin({ silent = false } = {}) {
    if (globalThis.crypto?.subtle === undefined) {
      throw new Failure("insecure-page");
    }
    const server = await this.#issuer.server();
    const pending = {
      state: oauth.generateRandomState(),
      nonce: oauth.generateRandomNonce(),
      verifier: oauth.generateRandomCodeVerifier(),
      widget: this.#widget && !silent,
    };
    const url = pending.widget
      ? await this.#widgetUrl(pending)
      : addressWith(server.authorization_endpoint, {
          client_id: this.#client.client_id,
          response_type: "code",
          redirect_uri: this.#home,
          scope: this.#scopes,
          ...(await requestOf(pending)),
          code_challenge_method: "S256",
          ...(this.#audience && { audience: this.#audience }),
          ...(silent && { prompt: "none" }),
        });
    return { url, pending };
  }

  /**
   * Where to go on with a sign-in of which the issuer says that something is still to be asked, as
   * after a visit to another identity provider.
   *
   * @param {URLSearchParams} response
   * @param {Pending} pending from {@link begin}
   * @returns {Promise<URL | undefined>} `undefined` where it is over
   */
  async onward(response, pending) {
    return wantsMore(response, pending) ? this.#widgetUrl(pending) : undefined;
  }

  async #widgetUrl(pending) {
    return addressWith(new URL("okta.html", this.#home), await requestOf(pending));
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
    const openid = this.#scopes.split(/\s+/).includes("openid");
    const expectedNonce = openid ? pending.nonce : undefined;
    try {
      if (pending.widget && response.has("interaction_code")) {
        const asked = { pending, expectedNonce };
        return await exchangeInteractionCode(this.#issuer, this.#client, response, asked);
      }
      const checked = oauth.validateAuthResponse(server, this.#client, response, pending.state);
      const answer = await oauth.authorizationCodeGrantRequest(
        server,
        this.#client,
        oauth.None(),
        checked,
        this.#home,
        pending.verifier,
        this.#issuer.options,
      );
      // Expecting a nonce is to insist on an ID token.
      const result = await oauth.processAuthorizationCodeResponse(server, this.#client, answer, {
        expectedNonce,
      });
      return tokensOf(result, oauth.getValidatedIdTokenClaims(result));
    } catch (cause) {
      throw signInFailure(cause);
    }
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
      return tokensOf(result, oauth.getValidatedIdTokenClaims(result), tokens);
    } catch (cause) {
      throw isUnreachable(cause) ? cause : new Failure("session-ended", {}, cause);
    }
  }

  /**
   * Has the issuer forget the tokens, where it offers that (RFC 7009). Never fails: they also end
   * by themselves.
   *
   * @param {Tokens} tokens
   */
  async revoke(tokens) {
    try {
      const server = await this.#issuer.server();
      if (this.#issuer.mayCall(server.revocation_endpoint)) {
        await oauth.revocationRequest(
          server,
          this.#client,
          oauth.None(),
          tokens.refreshToken ?? tokens.accessToken,
          { ...this.#issuer.options, signal: AbortSignal.timeout(REVOCATION_PATIENCE_MS) },
        );
      }
    } catch {
      // Whoever signs out is not to be kept by it.
    }
  }

  /**
   * Where to send the browser to end the issuer's session as well.
   *
   * @param {Tokens | undefined} tokens
   * @returns {Promise<URL | undefined>} `undefined` where the issuer has no such address
   * @throws {Failure} `issuer-unreachable`
   */
  async endUrl(tokens) {
    const { client_id: clientId } = this.#client;
    const server = await this.#issuer.server();
    return logoutUrl(server, { clientId, home: this.#home, idToken: tokens?.idToken });
  }
}

/** Whether what follows the `?` of an address is an answer to an authorization request. */
export function isAuthorizationResponse(parameters) {
  return (
    parameters.has("state") &&
    ["code", "interaction_code", "error"].some((name) => parameters.has(name))
  );
}

/** What the page asks for without giving the verifier away. */
async function requestOf({ state, nonce, verifier }) {
  return { state, nonce, code_challenge: await oauth.calculatePKCECodeChallenge(verifier) };
}

function addressWith(base, query) {
  const url = new URL(base);
  Object.entries(query).forEach(([name, value]) => url.searchParams.set(name, value));
  return url;
}

function signInFailure(cause) {
  if (cause instanceof Failure) {
    return cause;
  }
  const refusal = cause instanceof oauth.AuthorizationResponseError ? cause.error : undefined;
  const code = typeof cause.error === "string" ? cause.error : cause.code;
  return new Failure(kindOf(refusal), { code }, cause);
}

function kindOf(refusal) {
  if (NEEDS_A_PAGE.has(refusal)) {
    return "sign-in-needed";
  }
  return refusal === "access_denied" ? "sign-in-cancelled" : "sign-in-failed";
}

function isUnreachable(cause) {
  return cause instanceof Failure && cause.kind === "issuer-unreachable";
}
