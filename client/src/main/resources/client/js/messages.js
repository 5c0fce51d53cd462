/**
 * The messages that the page shows, newest first and each once.
 *
 * @typedef {import("./api.js").Message} Message
 * @typedef {import("./api.js").Page} Page
 * @typedef {object} Shown
 * @property {Message[]} messages
 * @property {string | null} next where older ones start; `null` when all are shown
 * @property {string} top the id down from which none is left out, as far as `messages` go
 */

/** @type {Shown} */
export const NOTHING_SHOWN = Object.freeze({ messages: [], next: null, top: "" });

/**
 * The newest page, joined to what was there if nothing can be missing between the two.
 *
 * @returns {Shown} the same as before where there is nothing new
 */
export function withNewest(shown, page) {
  const top = page.messages[0]?.id ?? "";
  if (top === shown.top && arrivals(shown, page).length === 0) {
    return shown;
  }
  const joins = page.messages.at(-1)?.id <= shown.top;
  return joins
    ? { messages: merge(shown.messages, page.messages), next: shown.next, top }
    : { messages: page.messages, next: page.next, top };
}

/** The next page of older messages. */
export function withOlder(shown, page) {
  return { ...shown, messages: merge(shown.messages, page.messages), next: page.next };
}

/** A message that has just been posted; what others posted before it may still be missing. */
export function withPosted(shown, message) {
  return { ...shown, messages: merge(shown.messages, [message]) };
}

/** @returns {Message[]} those of `after` that are not in `before` */
export function arrivals(before, after) {
  const known = new Set(before.messages.map((message) => message.id));
  return after.messages.filter((message) => !known.has(message.id));
}

// The ids are ULIDs: their order as text is the order in time.
function merge(some, others) {
  const byId = new Map([...some, ...others].map((message) => [message.id, message]));
  return [...byId.values()].sort((one, other) => (one.id < other.id ? 1 : -1));
}
