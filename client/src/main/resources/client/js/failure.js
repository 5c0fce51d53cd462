/**
 * Something that went wrong, by a kind that the page has words for (see `words.js`).
 *
 * @typedef {"storage-blocked" | "insecure-page" | "configuration" | "issuer-unreachable"
 *   | "issuer-unusable" | "sign-in-cancelled" | "sign-in-failed" | "sign-in-lost"
 *   | "session-ended" | "token-refused" | "forbidden" | "text-refused" | "text-too-large"
 *   | "too-often" | "api-unreachable" | "api-unavailable" | "api-broken"} FailureKind
 */
export class Failure extends Error {
  /**
   * @param {FailureKind} kind
   * @param {{code?: string, detail?: string, retryAfter?: number}} [facts] what the other side
   *     said: a short code, a sentence meant for people, seconds to wait
   * @param {unknown} [cause]
   */
  constructor(kind, facts = {}, cause) {
    super(kind, { cause });
    this.name = "Failure";
    this.kind = kind;
    this.facts = facts;
  }
}
