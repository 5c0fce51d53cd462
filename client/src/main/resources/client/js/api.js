import { Failure } from "./failure.js";

const PATIENCE_MS = 15_000;

/** Refusals that a new sign-in mends. Others mean that the API and the issuer do not fit. */
const ENDED = new Set(["expired", "unknown_key", "bad_signature"]);

/**
 * The messages behind the gate. Every call carries the access token in its header; each failure
 * is a {@link Failure}, whatever the other side sent.
 *
 * @typedef {{id: string, author: string, text: string, postedAt: string}} Message
 * @typedef {{messages: Message[], next: string | null}} Page newest first; `next` asks for older
 */
export class Api {
  #messages;
  #session;
  #patience;

  /**
   * @param {string} baseUrl what `/api/messages` is appended to
   * @param {{accessToken(): Promise<string>, renewed(refused: string): Promise<string>}} session
   * @param {number} [patience] milliseconds to wait for an answer
   */
  constructor(baseUrl, session, patience = PATIENCE_MS) {
    this.#messages = `${baseUrl}/api/messages`;
    this.#session = session;
    this.#patience = patience;
  }

  /**
   * @param {{limit: number, before?: string}} range
   * @returns {Promise<Page>}
   */
  async list({ limit, before }) {
    const query = new URLSearchParams({ limit: String(limit), ...(before && { before }) });
    const page = await this.#call(`${this.#messages}?${query}`, {});
    return Array.isArray(page?.messages) ? page : broken();
  }

  /**
   * @param {string} text
   * @param {string} key names the post: sent again with the same key, it is stored once
   * @returns {Promise<Message>}
   */
  async post(text, key) {
    const message = await this.#call(this.#messages, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": key },
      body: JSON.stringify({ text }),
    });
    return typeof message?.id === "string" ? message : broken();
  }

  async #call(url, request) {
    const token = await this.#session.accessToken();
    let response = await this.#send(url, request, token);
    if (response.status === 401) {
      // A refused call did nothing, so it is safe to make it again.
      response = await this.#send(url, request, await this.#session.renewed(token));
    }
    const body = await readJson(response);
    if (!response.ok) {
      throw refusal(response, body, request.method === "POST");
    }
    return body;
  }

  async #send(url, request, token) {
    try {
      return await fetch(url, {
        ...request,
        headers: { ...request.headers, Authorization: `Bearer ${token}` },
        cache: "no-store",
        redirect: "error",
        signal: AbortSignal.timeout(this.#patience),
      });
    } catch (cause) {
      throw new Failure("api-unreachable", {}, cause);
    }
  }
}

/** A proxy in between answers in HTML: that is no JSON, and no reason to fail over it. */
async function readJson(response) {
  try {
    return JSON.parse(await response.text());
  } catch {
    return undefined;
  }
}

function refusal(response, problem, sending) {
  const facts = {
    code: text(problem?.reason) ?? `HTTP ${response.status}`,
    detail: text(problem?.detail),
    retryAfter: seconds(response.headers.get("Retry-After")),
  };
  return new Failure(kindOf(response.status, problem?.reason, sending), facts);
}

function kindOf(status, reason, sending) {
  switch (status) {
    case 400:
    case 422:
      return sending ? "text-refused" : "api-broken";
    case 401:
      return reason === undefined || ENDED.has(reason) ? "session-ended" : "token-refused";
    case 403:
      return "forbidden";
    case 413:
      return "text-too-large";
    case 429:
      return "too-often";
    default:
      return status >= 500 ? "api-unavailable" : "api-broken";
  }
}

function text(value) {
  return typeof value === "string" && value !== "" ? value : undefined;
}

function seconds(header) {
  return header !== null && /^\d+$/.test(header) ? Number(header) : undefined;
}

function broken() {
  throw new Failure("api-broken");
}
