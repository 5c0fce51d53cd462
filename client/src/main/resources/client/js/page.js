import { Failure } from "./failure.js";
import { NOTHING_SHOWN } from "./messages.js";
import { isAboutTheText, wordsFor } from "./words.js";

/** No notice, and nothing said about what was done last. */
export const QUIET = Object.freeze({
  notice: undefined,
  fieldError: undefined,
  sent: "",
  announcement: "",
});

/** Nobody is signed in, and nothing is left of whoever was. */
export const NOBODY = Object.freeze({
  ...QUIET,
  phase: "signed-out",
  leaving: false,
  loaded: false,
  shown: NOTHING_SHOWN,
  unseen: 0,
  connection: "live",
  person: undefined,
});

/** Failures that are over once the message service answers. */
const OF_THE_CONNECTION = new Set(["offline", "api-unreachable", "issuer-unreachable"]);

/**
 * What the page shows at this moment, and what went wrong last.
 *
 * @typedef {import("./view.js").Model} Model
 */
export class Page {
  #view;
  #remedies;
  #shown;
  #remedy = () => {};

  /** @type {Model} */
  #model = {
    ...NOBODY,
    phase: "starting",
    development: false,
    sending: false,
    loading: false,
    loadingOlder: false,
  };

  /**
   * @param {import("./view.js").View} view
   * @param {{signIn: () => void, lookAgain: () => void, sessionEnded: () => void}} on what to do
   *     when somebody wants to sign in or to try again to mend a failure, and when a failure means
   *     that nobody is signed in any more
   */
  constructor(view, on) {
    this.#view = view;
    this.#remedies = on;
  }

  /** @returns {Model} */
  get model() {
    return this.#model;
  }

  /** @param {Partial<Model>} changes */
  update(changes) {
    this.#model = { ...this.#model, ...changes };
    this.#view.draw(this.#model);
  }

  /**
   * Says what went wrong, where it can be mended. What is no {@link Failure} is a bug, and goes on
   * to the browser's console.
   *
   * @param {unknown} failure
   * @param {{again?: () => void, unsent?: boolean, quietly?: boolean}} [how] what to do when somebody
   *     presses "Try again", where it is not to look for messages; whether that sends a message; and
   *     whether to leave the focus where it is
   */
  show(failure, { again = this.#remedies.lookAgain, unsent = false, quietly = false } = {}) {
    if (!(failure instanceof Failure)) {
      throw failure;
    }
    const { title, text, code, calm, remedy, button } = wordsFor(failure);
    if (isAboutTheText(failure)) {
      this.showAtText(title, text);
      return;
    }
    if (failure.kind === "session-ended") {
      this.#remedies.sessionEnded();
    }
    this.#shown = { failure, again, unsent };
    this.#remedy = remedy === "sign-in" ? this.#remedies.signIn : again;
    const until = timeAfter(failure.facts.retryAfter);
    this.update({ ...QUIET, notice: { title, text, code, calm, button, until } });
    if (!quietly) {
      this.#view.focusNotice();
    }
  }

  /** Says what is wrong with the text being written. */
  showAtText(title, complaint) {
    this.#shown = undefined;
    this.update({
      ...QUIET,
      notice: { title, text: complaint, calm: false },
      fieldError: complaint,
    });
    this.#view.focusText();
  }

  /** The message service answers: what was said of the connection is no longer true. */
  recover() {
    if (this.#model.notice === undefined || !OF_THE_CONNECTION.has(this.#shown?.failure.kind)) {
      return;
    }
    if (this.#shown.unsent) {
      this.show(new Failure("connected-again"), { again: this.#shown.again, quietly: true });
    } else {
      this.update({ notice: undefined });
    }
  }

  /** Does what the button beside the last notice says. */
  remedy() {
    this.#remedy();
  }
}

function timeAfter(seconds) {
  return seconds === undefined ? undefined : Date.now() + seconds * 1_000;
}
