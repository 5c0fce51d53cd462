import { SAYINGS } from "./sayings.js";

/**
 * What the page says about a failure.
 *
 * @typedef {object} Words
 * @property {string} title
 * @property {string} text
 * @property {"sign-in" | "again" | undefined} remedy what would mend it
 * @property {string | undefined} button what the button for that says
 * @property {string | undefined} code for whoever is asked for help
 * @property {boolean} calm whether it is no error, but something to know
 */

/** Kinds whose place is at the text being written. */
const ABOUT_THE_TEXT = new Set(["text-refused", "text-too-large"]);

/** Kinds where a code helps whoever is asked for help. */
const WITH_CODE = new Set(["sign-in-failed", "token-refused", "api-unavailable", "api-broken"]);

/** Kinds where the other side knows better what is wrong, and says it in words for the operator. */
const WITH_DETAIL = new Set(["configuration", "issuer-blocked"]);

const MINUTE = 60;

/**
 * @param {import("./failure.js").Failure} failure
 * @returns {Words}
 */
export function wordsFor({ kind, facts }) {
  const { title, text, remedy, button, calm = false } = SAYINGS[kind];
  return {
    title,
    text: ownWords(kind, facts) ?? text,
    remedy,
    button: button ?? (remedy && "Try again"),
    calm,
    code: codeOf(kind, facts),
  };
}

/** @returns {boolean} whether the failure is the text's, to be mended by its writer */
export function isAboutTheText({ kind }) {
  return ABOUT_THE_TEXT.has(kind);
}

/**
 * @param {"live" | "offline" | "unreachable" | "busy" | "ended"} connection
 * @returns {string} what the page says about it
 */
export function connectionWords(connection) {
  return {
    live: "Live",
    offline: "You are offline",
    unreachable: "Not connected, trying again",
    busy: "The service is busy, trying again",
    ended: "",
  }[connection];
}

/** @returns {string} such as "2 new messages" */
export function countOf(number, what) {
  return `${number === 0 ? "No" : number} ${what}${number === 1 ? "" : "s"}`;
}

/** @returns {string} such as "in 27 seconds"; whole minutes where it is more than one and a half */
export function waitingWords(seconds) {
  return seconds > 1.5 * MINUTE
    ? `in ${countOf(Math.ceil(seconds / MINUTE), "minute")}`
    : `in ${countOf(seconds, "second")}`;
}

function ownWords(kind, { detail, scope }) {
  if (kind === "forbidden" && scope !== undefined) {
    return (
      `You are signed in, but without the permission “${scope}”. ` +
      "Ask whoever runs this board for it, then sign in again."
    );
  }
  return kind === "text-refused" ? detail : undefined;
}

function codeOf(kind, { code, detail }) {
  if (WITH_DETAIL.has(kind)) {
    return detail;
  }
  return WITH_CODE.has(kind) ? code : undefined;
}
