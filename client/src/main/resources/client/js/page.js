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

/**
 * What the page shows at this moment, and what went wrong last.
 *
 * @typedef {import("./view.js").Model} Model
 */
export class Page {
  #view;
  #remedies;
  #remedy = () => {};

  /** @type {Model} */
  #model = {
    phase: "starting",
    development: false,
    leaving: false,
    sending: false,
    loading: false,
    loadingOlder: false,
    loaded: false,
    shown: NOTHING_SHOWN,
    person: undefined,
    ...QUIET,
  };

  /**
   * @param {import("./view.js").View} view
   * @param {{signIn: () => void, sessionEnded: () => void}} on what to do when somebody wants to
   *     sign in to mend a failure, and when a failure means that nobody is signed in any more
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
   * @param {() => void} [again] what to do when somebody presses "Try again"
   */
  show(failure, again) {
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
    this.#remedy = remedy === "sign-in" ? this.#remedies.signIn : again;
    this.update({ ...QUIET, notice: { title, text, code, calm, button } });
    this.#view.focusNotice();
  }

  /** Says what is wrong with the text being written. */
  showAtText(title, complaint) {
    this.update({
      ...QUIET,
      notice: { title, text: complaint, calm: false },
      fieldError: complaint,
    });
    this.#view.focusText();
  }

  /** Does what the button beside the last notice says. */
  remedy() {
    this.#remedy();
  }
}
