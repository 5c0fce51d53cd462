import { Failure } from "./failure.js";

const SIGN_IN = "gatepost.sign-in";
const DRAFT = "gatepost.draft";
const RETURN = "gatepost.return";

/**
 * What has to outlive a visit to the issuer's page or a reload: the secrets of the sign-in that is
 * under way, the text being written, and that somebody was signed in. Each is removed as it is
 * taken, and no token is ever put here.
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

  /**
   * @param {import("./oidc.js").Pending} pending
   * @throws {Failure} `storage-blocked`
   */
  keepSignIn(pending) {
    try {
      this.#storage().setItem(SIGN_IN, JSON.stringify(pending));
    } catch (cause) {
      throw new Failure("storage-blocked", {}, cause);
    }
  }

  /** @returns {import("./oidc.js").Pending | undefined} */
  takeSignIn() {
    return this.#take(SIGN_IN);
  }

  /**
   * Keeps a draft as far as the browser lets it; an empty one is not kept.
   *
   * @param {import("./draft.js").Draft} draft
   */
  keepDraft(draft) {
    if (draft.text !== "") {
      this.#keep(DRAFT, draft);
    }
  }

  /** @returns {import("./draft.js").Draft} with an empty text when there is none */
  takeDraft() {
    return this.#take(DRAFT) ?? { text: "" };
  }

  /** Notes that somebody was signed in, for the page to ask the issuer when it is back. */
  keepReturn() {
    this.#keep(RETURN, true);
  }

  /** @returns {boolean} whether somebody was signed in when this tab was last here */
  takeReturn() {
    return this.#take(RETURN) === true;
  }

  #keep(name, value) {
    try {
      this.#storage().setItem(name, JSON.stringify(value));
    } catch {
      // To lose it is no reason to keep somebody from leaving.
    }
  }

  #take(name) {
    try {
      const value = this.#storage().getItem(name);
      this.#storage().removeItem(name);
      return value === null ? undefined : JSON.parse(value);
    } catch {
      return undefined;
    }
  }
}
