import { Failure } from "./failure.js";

/** A token that ends this soon may end on its way to the API. */
const RENEW_BEFORE_END_MS = 30_000;

/**
 * The tokens of the person who is signed in. They live in this object only: a reload forgets them,
 * and no other script can read them out of storage.
 */
export class Session {
  #signIn;
  #now;
  #tokens;
  #renewal;

  /**
   * @param {import("./oidc.js").SignIn} signIn only its `renew` is used
   * @param {() => number} [now] milliseconds as of `Date.now()`
   */
  constructor(signIn, now = Date.now) {
    this.#signIn = signIn;
    this.#now = now;
  }

  /** @param {import("./tokens.js").Tokens} tokens */
  start(tokens) {
    this.#tokens = tokens;
  }

  /** Forgets the tokens. @returns {import("./tokens.js").Tokens | undefined} what was forgotten */
  end() {
    const tokens = this.#tokens;
    this.#tokens = undefined;
    return tokens;
  }

  /** @returns {import("./tokens.js").Person | undefined} */
  get person() {
    return this.#tokens?.person;
  }

  /**
   * A token for the next call, renewed first when it is about to end.
   *
   * @returns {Promise<string>}
   * @throws {Failure} `session-ended` when nobody is signed in any more, `issuer-unreachable`
   */
  async accessToken() {
    const { accessToken, refreshToken, expiresAt } = this.#signedIn();
    const fresh = expiresAt - this.#now() > RENEW_BEFORE_END_MS;
    // What cannot be renewed is used to its end: the API says when that is.
    return fresh || refreshToken === undefined ? accessToken : this.renewed(accessToken);
  }

  /**
   * A token other than the one that the API has just refused. Calls that come while one is
   * renewing share its answer, for a refresh token may be used once.
   *
   * @param {string} refused
   * @returns {Promise<string>}
   * @throws {Failure} as {@link accessToken}
   */
  async renewed(refused) {
    if (this.#signedIn().accessToken === refused) {
      this.#renewal ??= this.#renew().finally(() => (this.#renewal = undefined));
      await this.#renewal;
    }
    return this.#signedIn().accessToken;
  }

  async #renew() {
    const before = this.#signedIn();
    const after = await this.#signIn.renew(before);
    if (this.#tokens === before) {
      this.#tokens = after;
    }
  }

  #signedIn() {
    if (this.#tokens === undefined) {
      throw new Failure("session-ended");
    }
    return this.#tokens;
  }
}
