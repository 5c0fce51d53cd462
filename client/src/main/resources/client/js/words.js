/**
 * What the page says about a failure.
 *
 * @typedef {object} Words
 * @property {string} title
 * @property {string} text
 * @property {"sign-in" | "retry" | undefined} remedy what would mend it
 * @property {string | undefined} button what the button for that says
 * @property {string | undefined} code for whoever is asked for help
 * @property {boolean} calm whether it is no error, but something to know
 */

const SAYINGS = {
  "configuration": {
    title: "This page is not set up yet",
    text: "The server did not tell it where to sign in. Whoever runs it can mend that.",
    remedy: "retry",
  },
  "storage-blocked": {
    title: "Your browser blocks storage for this page",
    text:
      "Signing in needs a note in this tab while you visit the sign-in page. " +
      "Allow site data for this address, then try again.",
    remedy: "sign-in",
  },
  "insecure-page": {
    title: "Signing in needs a secure connection",
    text: "Open this page over https, or on the machine that runs it as http://localhost.",
  },
  "issuer-unreachable": {
    title: "The sign-in service cannot be reached",
    text: "That is not your fault. Check your connection, or try again in a moment.",
    remedy: "sign-in",
  },
  "issuer-unusable": {
    title: "The sign-in service gave an answer that this page cannot use",
    text: "Whoever runs this page should check the issuer’s address.",
    remedy: "sign-in",
  },
  "sign-in-cancelled": {
    title: "You did not sign in",
    text: "The sign-in was cancelled. Nothing was changed.",
    remedy: "sign-in",
    calm: true,
  },
  "sign-in-failed": {
    title: "Signing in did not work",
    text:
      "The sign-in service did not let you through. " +
      "Try again; if it keeps happening, tell whoever runs this page.",
    remedy: "sign-in",
  },
  "sign-in-lost": {
    title: "This sign-in could not be finished",
    text: "It was begun in another tab, or too long ago. Please sign in again.",
    remedy: "sign-in",
  },
  "session-ended": {
    title: "Your session has ended",
    text: "Sign in again to go on. What you were writing is kept.",
    remedy: "sign-in",
    calm: true,
  },
  "token-refused": {
    title: "You are signed in, but not let through",
    text:
      "The message service does not accept this sign-in. " +
      "Whoever runs it should check that both use the same issuer and audience.",
    remedy: "sign-in",
  },
  "forbidden": {
    title: "You may not do that",
    text: "You are signed in, but your account lacks a permission for it.",
  },
  "text-refused": {
    title: "The message was not sent",
    text: "The message service did not accept the text.",
  },
  "text-too-large": {
    title: "The message was not sent",
    text: "It is too large. Make it shorter and send it again.",
  },
  "too-often": {
    title: "That was a lot of messages",
    text: "Your text is kept.",
    remedy: "retry",
  },
  "api-unreachable": {
    title: "The message service cannot be reached",
    text: "Check your connection, or try again in a moment. Nothing you wrote is lost.",
    remedy: "retry",
  },
  "api-unavailable": {
    title: "The message service has a problem",
    text: "That is not your fault. Nothing you wrote is lost.",
    remedy: "retry",
  },
  "api-broken": {
    title: "The message service gave an answer that this page cannot use",
    text: "Whoever runs this page should check the address of the service.",
    remedy: "retry",
  },
};

/** Kinds whose place is at the text being written, in the API's own words where it has some. */
const ABOUT_THE_TEXT = new Set(["text-refused", "text-too-large"]);

/** Kinds where a code helps whoever is asked for help. */
const WITH_CODE = new Set(["sign-in-failed", "token-refused", "api-unavailable", "api-broken"]);

/**
 * @param {import("./failure.js").Failure} failure
 * @returns {Words}
 */
export function wordsFor({ kind, facts }) {
  const { title, text, remedy, calm = false } = SAYINGS[kind];
  const own = kind === "text-refused" || kind === "forbidden" ? facts.detail : undefined;
  return {
    title,
    text: [own ?? text, waiting(facts.retryAfter)].filter(Boolean).join(" "),
    remedy,
    button: kind === "session-ended" ? "Sign in again" : remedy && "Try again",
    calm,
    code: WITH_CODE.has(kind) ? facts.code : kind === "configuration" ? facts.detail : undefined,
  };
}

/** @returns {boolean} whether the failure is the text's, to be mended by its writer */
export function isAboutTheText(failure) {
  return ABOUT_THE_TEXT.has(failure.kind);
}

/** @returns {string} such as "2 new messages" */
export function countOf(number, what) {
  return `${number === 0 ? "No" : number} ${what}${number === 1 ? "" : "s"}`;
}

function waiting(seconds) {
  if (seconds === undefined) {
    return undefined;
  }
  return seconds === 1 ? "Try again in a second." : `Try again in ${seconds} seconds.`;
}
