import { Failure } from "./failure.js";

const SIGN_IN = "gatepost.sign-in";
const DRAFT = "gatepost.draft";

/**
 * What has to outlive a visit to the issuer's page: the secrets of the sign-in that is under way,
 * and the text being written. Each is removed as it is taken, and no token is ever put here.
 */
export class Handover {
  #storage;

  /**
   * @param {() => Storage} storage of this tab; a function, for the browser may refuse it with an
   *     exception
   */
  constructor(storage) {
    this.#storage = storage;
  }

  /** @param {import("./oidc.js").Pending} pending */
  keepSignIn(pending) {
    try {
      this.#storage().setItem(SIGN_IN, JSON.stringify(pending));
    } catch (cause) {
      throw new Failure("storage-blocked", {}, cause);
    }
  }

  /** @returns {import("./oidc.js").Pending | undefined} */
  takeSignIn() {
    const kept = this.#take(SIGN_IN);
    return kept === undefined ? undefined : JSON.parse(kept);
  }

  /** Keeps a draft as far as the browser lets it; an empty one is not kept. */
  keepDraft(text) {
    if (text !== "") {
      try {
        this.#storage().setItem(DRAFT, text);
      } catch {
        // Losing a draft is no reason to stop somebody from signing in.
      }
    }
  }

  /** @returns {string} empty when there is none */
  takeDraft() {
    return this.#take(DRAFT) ?? "";
  }

  #take(name) {
    try {
      const value = this.#storage().getItem(name);
      this.#storage().removeItem(name);
      return value ?? undefined;
    } catch {
      return undefined;
    }
  }
}
