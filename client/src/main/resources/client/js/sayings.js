/**
 * A title and a sentence for every kind of failure, and what the person in front of the page can do
 * about it: sign in, or try again.
 *
 * @type {Record<import("./failure.js").FailureKind, {title: string, text: string,
 *     remedy?: "sign-in" | "again", button?: string, calm?: boolean}>}
 */
export const SAYINGS = Object.freeze({
  "configuration": {
    title: "This page is not set up yet",
    text: "The server did not tell it where to sign in. Whoever runs it can mend that.",
    remedy: "again",
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
    remedy: "again",
  },
  "issuer-unusable": {
    title: "The sign-in service gave an answer that this page cannot use",
    text: "Whoever runs this page should check the issuer’s address.",
    remedy: "sign-in",
  },
  "issuer-blocked": {
    title: "This page may not talk to the sign-in service",
    text: "Whoever runs it should allow one more address.",
    remedy: "sign-in",
  },
  "widget-missing": {
    title: "The sign-in form could not be loaded",
    text: "Check your connection, then load this page again.",
    remedy: "again",
  },
  "sign-in-cancelled": {
    title: "You did not sign in",
    text: "The sign-in was cancelled. Nothing was changed.",
    remedy: "sign-in",
    calm: true,
  },
  "sign-in-needed": {
    title: "You are signed out",
    text: "Sign in again to go on. What you were writing is kept.",
    remedy: "sign-in",
    button: "Sign in again",
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
  "signed-out-elsewhere": {
    title: "You signed out in another tab",
    text: "The messages are hidden here as well.",
    calm: true,
  },
  "session-ended": {
    title: "Your session has ended",
    text: "Sign in again to go on. What you were writing is kept.",
    remedy: "sign-in",
    button: "Sign in again",
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
    remedy: "sign-in",
    button: "Sign in again",
  },
  "text-refused": {
    title: "The message was not sent",
    text: "The message service did not accept the text.",
  },
  "text-too-large": {
    title: "The message was not sent",
    text: "It is too large. Make it shorter and send it again.",
  },
  "key-used": {
    title: "The message was not sent",
    text: "The message service took it for another one that it already has. Please send it again.",
    remedy: "again",
    button: "Send again",
  },
  "too-often": {
    title: "That was a lot of messages",
    text: "This one was not sent, and your text is kept.",
    remedy: "again",
  },
  "offline": {
    title: "You are offline",
    text: "Nothing you wrote is lost. Try again when you are back.",
    remedy: "again",
  },
  "connected-again": {
    title: "You are connected again",
    text: "Your message is still here. It will be posted once, even if the first try got through.",
    remedy: "again",
    button: "Send it now",
    calm: true,
  },
  "api-unreachable": {
    title: "The message service cannot be reached",
    text: "Check your connection, or try again in a moment. Nothing you wrote is lost.",
    remedy: "again",
  },
  "api-unavailable": {
    title: "The message service has a problem",
    text: "That is not your fault. Nothing you wrote is lost.",
    remedy: "again",
  },
  "api-broken": {
    title: "The message service gave an answer that this page cannot use",
    text: "Whoever runs this page should check the address of the service.",
    remedy: "again",
  },
});
