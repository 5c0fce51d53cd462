import { Failure } from "./failure.js";

/** Refusals that a new sign-in mends. Others mean that the API and the issuer do not fit. */
const ENDED = new Set(["expired", "unknown_key", "bad_signature"]);

const CONFLICT = "urn:gatepost:problem:idempotency-conflict";

/**
 * What an answer of the API that is no success means to somebody in front of the page.
 *
 * @param {Response} response
 * @param {unknown} problem its body, where that was JSON (RFC 9457)
 * @param {boolean} sending whether it is about a text that was sent
 * @returns {Failure}
 */
export function refusal({ status, headers }, problem, sending) {
  const facts = {
    code: text(problem?.reason) ?? `HTTP ${status}`,
    detail: text(problem?.detail),
    retryAfter: seconds(headers.get("Retry-After")),
    scope: missingScope(headers.get("WWW-Authenticate")),
  };
  return new Failure(kindOf(status, problem, sending), facts);
}

function kindOf(status, problem, sending) {
  switch (status) {
    case 400:
      return sending ? "text-refused" : "api-broken";
    case 401:
      return isEnded(problem?.reason) ? "session-ended" : "token-refused";
    case 403:
      return "forbidden";
    case 413:
      return "text-too-large";
    case 422:
      return problem?.type === CONFLICT ? "key-used" : sending ? "text-refused" : "api-broken";
    case 429:
      return "too-often";
    default:
      return status >= 500 ? "api-unavailable" : "api-broken";
  }
}

function isEnded(reason) {
  return reason === undefined || ENDED.has(reason);
}

// RFC 6750 §3: the scope attribute names what the request would have needed.
function missingScope(challenge) {
  return text(/\bscope="([^"]*)"/.exec(challenge ?? "")?.[1]);
}

function text(value) {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function seconds(header) {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) : undefined;
}
