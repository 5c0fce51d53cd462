import * as oauth from "../vendor/oauth4webapi/index.js";
import { Failure } from "./failure.js";

const PATIENCE_MS = 10_000;

/** An OpenID provider as it describes itself (OpenID Connect Discovery 1.0), asked once. */
export class Issuer {
  #identifier;
  #server;

  /** @param {string} identifier */
  constructor(identifier) {
    this.#identifier = new URL(identifier);
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

  async #discover() {
    try {
      const answer = await oauth.discoveryRequest(this.#identifier, this.options);
      const server = await oauth.processDiscoveryResponse(this.#identifier, answer);
      // The browser is sent there: a javascript: address would run in this page.
      if (!/^https?:\/\//.test(server.authorization_endpoint)) {
        throw new Failure("issuer-unusable");
      }
      return server;
    } catch (cause) {
      throw cause instanceof Failure ? cause : new Failure("issuer-unusable", {}, cause);
    }
  }
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
