import { complaintAbout } from "./draft.js";
import { Failure } from "./failure.js";
import { withPosted } from "./messages.js";
import { QUIET } from "./page.js";

/** Failures after which a post is known not to be stored. */
const SETTLED = new Set(["text-refused", "text-too-large", "key-used", "forbidden"]);

/** Sends the text being written. */
export class Writing {
  #api;
  #page;
  #view;
  #attempts;

  /**
   * @param {import("./api.js").Api} api
   * @param {import("./page.js").Page} page
   * @param {import("./view.js").View} view
   * @param {import("./attempts.js").Attempts} attempts
   */
  constructor(api, page, view, attempts) {
    this.#api = api;
    this.#page = page;
    this.#view = view;
    this.#attempts = attempts;
  }

  /** Sends it. While one is on its way, a second press does nothing. */
  async send() {
    if (this.#page.model.sending) {
      return;
    }
    const complaint = complaintAbout(this.#view.text);
    if (complaint !== undefined) {
      this.#page.showAtText("The message was not sent", complaint);
      return;
    }
    this.#page.update({ ...QUIET, sending: true });
    try {
      const text = this.#view.text.trim();
      const message = await this.#api.post(text, this.#attempts.keyFor(text));
      this.#attempts.settle();
      this.#sent(message);
    } catch (failure) {
      this.#failed(failure);
    }
  }

  #sent(message) {
    this.#view.text = "";
    const shown = withPosted(this.#page.model.shown, message);
    this.#page.update({ sending: false, sent: "Message sent", shown });
    this.#view.focusText();
  }

  #failed(failure) {
    if (failure instanceof Failure && SETTLED.has(failure.kind)) {
      this.#attempts.settle();
    }
    this.#page.update({ sending: false });
    this.#page.show(failure, { again: () => this.send(), unsent: true });
  }
}
