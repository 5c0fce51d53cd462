import { Failure } from "./failure.js";
import { arrivals, withNewest, withOlder } from "./messages.js";
import { QUIET } from "./page.js";
import { countOf } from "./words.js";

const PAGE_LENGTH = 20;

/** With the time that an answer takes, what others wrote is here within five seconds. */
const PAUSE_MS = 4_000;

const LONGEST_PAUSE_MS = 30_000;

/** Failures that pass by themselves, and what they make of the connection. */
const PASSING = {
  "offline": "offline",
  "api-unreachable": "unreachable",
  "issuer-unreachable": "unreachable",
  "api-unavailable": "busy",
  "too-often": "busy",
};

/** Reads the messages: the newest again and again, older ones on demand. */
export class Reading {
  #api;
  #page;
  #view;
  #failures = 0;

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

  /**
   * Looks for what is new.
   *
   * @returns {Promise<number>} milliseconds to wait before the next look; `Infinity` where another
   *     would be no better
   */
  async look() {
    const { loaded } = this.#page.model;
    if (!loaded) {
      this.#page.update({ loading: true });
    }
    try {
      this.#take(await this.#api.newest(PAGE_LENGTH));
      return PAUSE_MS;
    } catch (failure) {
      return this.#fail(failure);
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
      this.#append(await this.#api.olderThan(next, PAGE_LENGTH));
    } catch (failure) {
      this.#page.update({ loadingOlder: false });
      this.#page.show(failure, { again: () => this.older() });
    }
  }

  #take(newest) {
    this.#failures = 0;
    const { loaded, shown: before, connection, person, unseen } = this.#page.model;
    const shown = withNewest(before, newest);
    const others = arrivals(before, shown).filter(({ author }) => author !== person?.subject);
    const changes = { loading: false, loaded: true, connection: "live" };
    if (!loaded || shown !== before) {
      changes.shown = shown;
      changes.announcement = newsOf(loaded, others.length, shown.messages.length);
      changes.unseen = loaded && this.#view.isReadFurtherDown ? unseen + others.length : 0;
    } else if (connection !== "live") {
      changes.announcement = "Connected again.";
    }
    this.#page.update(changes);
    this.#page.recover();
  }

  #fail(failure) {
    const connection = failure instanceof Failure ? PASSING[failure.kind] : undefined;
    const { loaded } = this.#page.model;
    this.#page.update({ loading: false, connection: connection ?? "ended" });
    // Whoever reads or writes is not to be torn away from it by what they did not ask for.
    if (!loaded || connection === undefined) {
      this.#page.show(failure, { quietly: loaded });
    }
    return connection === undefined ? Infinity : this.#pauseAfter(failure);
  }

  #pauseAfter({ facts }) {
    const patience = Math.min(LONGEST_PAUSE_MS, 1_000 * 2 ** this.#failures++);
    return Math.max(patience, (facts.retryAfter ?? 0) * 1_000);
  }

  #append(older) {
    const before = this.#page.model.shown;
    const shown = withOlder(before, older);
    const announcement = `${countOf(arrivals(before, shown).length, "older message")} shown.`;
    this.#page.update({ loadingOlder: false, shown, announcement });
    if (shown.next === null) {
      // The button that had the focus is gone.
      this.#view.focusMessage(older.messages[0]?.id);
    }
  }
}

function newsOf(loaded, arrived, all) {
  if (loaded) {
    return arrived === 0 ? "" : `${countOf(arrived, "new message")}.`;
  }
  return all === 0 ? "" : `${countOf(all, "message")} shown.`;
}
