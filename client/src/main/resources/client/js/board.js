import { complaintAbout } from "./draft.js";
import { arrivals, withNewest, withOlder, withPosted } from "./messages.js";
import { QUIET } from "./page.js";
import { countOf } from "./words.js";

const PAGE_LENGTH = 20;

/** Reading and writing: between the API, the page's state and the text being written. */
export class Board {
  #api;
  #page;
  #view;
  #attempt;

  /**
   * @param {import("./api.js").Api} api
   * @param {import("./page.js").Page} page
   * @param {import("./view.js").View} view
   */
  constructor(api, page, view) {
    this.#api = api;
    this.#page = page;
    this.#view = view;
  }

  /** Sends the text being written. While one is on its way, a second press does nothing. */
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
      const message = await this.#api.post(text, this.#keyOf(text));
      this.#attempt = undefined;
      this.#view.text = "";
      const shown = withPosted(this.#page.model.shown, message);
      this.#page.update({ sending: false, sent: "Message sent", shown });
      this.#view.focusText();
    } catch (failure) {
      this.#page.update({ sending: false });
      this.#page.show(failure, () => this.send());
    }
  }

  /**
   * The same text is the same post until it is known to be sent: its answer may have been lost on
   * the way, and trying again must not post it twice.
   */
  #keyOf(text) {
    if (this.#attempt?.text !== text) {
      this.#attempt = { text, key: crypto.randomUUID() };
    }
    return this.#attempt.key;
  }

  /** Loads the newest messages. */
  async refresh() {
    if (this.#page.model.loading) {
      return;
    }
    this.#page.update({ ...QUIET, loading: true });
    try {
      const newest = await this.#api.list({ limit: PAGE_LENGTH });
      const before = this.#page.model.shown;
      const shown = withNewest(before, newest);
      const announcement = `${countOf(arrivals(before, shown), "new message")}.`;
      this.#page.update({ loading: false, loaded: true, shown, announcement });
    } catch (failure) {
      this.#page.update({ loading: false });
      this.#page.show(failure, () => this.refresh());
    }
  }

  /** Loads the next older messages below those that are shown. */
  async older() {
    if (this.#page.model.loadingOlder) {
      return;
    }
    this.#page.update({ ...QUIET, loadingOlder: true });
    try {
      const { next } = this.#page.model.shown;
      const older = await this.#api.list({ limit: PAGE_LENGTH, before: next });
      const before = this.#page.model.shown;
      const shown = withOlder(before, older);
      const announcement = `${countOf(arrivals(before, shown), "older message")} shown.`;
      this.#page.update({ loadingOlder: false, shown, announcement });
      if (shown.next === null) {
        // The button that had the focus is gone.
        this.#view.focusMessage(older.messages[0]?.id);
      }
    } catch (failure) {
      this.#page.update({ loadingOlder: false });
      this.#page.show(failure, () => this.older());
    }
  }
}
