/**
 * Something that went wrong, or that people should know, by a kind that the page has words for (see
 * `sayings.js`).
 *
 * @typedef {"storage-blocked" | "insecure-page" | "configuration" | "issuer-unreachable"
 *   | "issuer-unusable" | "issuer-blocked" | "widget-missing" | "sign-in-cancelled" | "sign-in-needed"
 *   | "sign-in-failed" | "sign-in-lost" | "signed-out-elsewhere" | "session-ended"
 *   | "token-refused" | "forbidden" | "text-refused" | "text-too-large" | "key-used" | "too-often"
 *   | "offline" | "connected-again" | "api-unreachable" | "api-unavailable" | "api-broken"
 * } FailureKind
 */
export class Failure extends Error {
  /**
   * @param {FailureKind} kind
   * @param {{code?: string, detail?: string, retryAfter?: number, scope?: string}} [facts] what the
   *     other side said: a short code, a sentence meant for people, seconds to wait, what is not
   *     permitted
   * @param {unknown} [cause]
   */
  constructor(kind, facts = {}, cause) {
    super(kind, { cause });
    this.name = "Failure";
    this.kind = kind;
    this.facts = facts;
  }
}
