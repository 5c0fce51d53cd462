/**
 * A post that may have been tried.
 *
 * @typedef {{text: string, key: string}} Attempt
 */

/**
 * Gives each post the key that has it stored once, however often it is tried: the same text is the
 * same post until it is known what became of it, for its answer may have been lost on the way.
 */
export class Attempts {
  #last;

  /** @param {Attempt | undefined} last one that was tried before this page was loaded */
  constructor(last) {
    this.#last = last;
  }

  /** @returns {Attempt | undefined} the post of which it is not known what became of it */
  get last() {
    return this.#last;
  }

  /** @param {string} text @returns {string} the idempotency key to post it with */
  keyFor(text) {
    if (this.#last?.text !== text) {
      this.#last = { text, key: crypto.randomUUID() };
    }
    return this.#last.key;
  }

  /** The last post was stored, or refused for good. */
  settle() {
    this.#last = undefined;
  }
}
