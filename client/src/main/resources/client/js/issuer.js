import * as oauth from "../vendor/oauth4webapi/index.js";
import { Failure } from "./failure.js";

const PATIENCE_MS = 10_000;

/** An OpenID provider as it describes itself (OpenID Connect Discovery 1.0), asked once. */
export class Issuer {
  #identifier;
  #origins;
  #server;

  /**
   * @param {string} identifier
   * @param {string[] | undefined} origins whom the page may call, where there is an end to that
   */
  constructor(identifier, origins) {
    this.#identifier = new URL(identifier);
    this.#origins = origins;
    /** What every call of oauth4webapi to this issuer takes along. */
    this.options = Object.freeze({
      signal: () => AbortSignal.timeout(PATIENCE_MS),
      [oauth.customFetch]: reach,
      [oauth.allowInsecureRequests]: isPlainLoopback(this.#identifier),
    });
  }

  /**
   * @returns {Promise<oauth.AuthorizationServer>}
   * @throws {Failure} `issuer-unreachable`, after which asking again is worth while, or
   *     `issuer-unusable`
   */
  async server() {
    this.#server ??= await this.#discover();
    return this.#server;
  }

  /** @returns {boolean} whether an address is one that the page may send tokens to */
  mayCall(address) {
    return (
      isWebAddress(address) &&
      (this.#origins === undefined || this.#origins.includes(new URL(address).origin))
    );
  }

  async #discover() {
    try {
      const answer = await oauth.discoveryRequest(this.#identifier, this.options);
      const server = await oauth.processDiscoveryResponse(this.#identifier, answer);
      this.#check(server);
      return server;
    } catch (cause) {
      throw cause instanceof Failure ? cause : new Failure("issuer-unusable", {}, cause);
    }
  }

  #check({ authorization_endpoint: door, token_endpoint: tokens }) {
    // The browser is sent there: a javascript: address would run in this page.
    if (!isWebAddress(door) || !isWebAddress(tokens)) {
      throw new Failure("issuer-unusable");
    }
    // Better said here than by the browser, which would say it on its console, after the sign-in.
    if (!this.mayCall(tokens)) {
      const detail = `CLIENT_CONNECT_ORIGINS lacks ${new URL(tokens).origin}`;
      throw new Failure("issuer-blocked", { detail });
    }
  }
}

function isWebAddress(address) {
  return /^https?:\/\//.test(address) && URL.canParse(address);
}

/** Plain http is good enough for an issuer that cannot be reached from another machine. */
export function isPlainLoopback(url) {
  return url.protocol === "http:" && /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
}

async function reach(url, options) {
  let response;
  try {
    response = await fetch(url, options);
  } catch (cause) {
    throw new Failure("issuer-unreachable", {}, cause);
  }
  if (response.status >= 500) {
    throw new Failure("issuer-unreachable", { code: `HTTP ${response.status}` });
  }
  return response;
}
