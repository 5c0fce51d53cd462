import { Failure } from "./failure.js";
import { refusal } from "./refusal.js";

const PATIENCE_MS = 15_000;

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
  #newest = { etag: null, page: undefined };

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
   * @param {number} limit
   * @returns {Promise<Page>} the same object as the last time where nothing has changed since
   */
  async newest(limit) {
    const { etag, page } = this.#newest;
    const headers = etag === null ? {} : { "If-None-Match": etag };
    const response = await this.#call(`${this.#messages}?limit=${limit}`, { headers });
    if (response.status === 304) {
      return page;
    }
    this.#newest = { etag: response.headers.get("ETag"), page: pageOf(response.body) };
    return this.#newest.page;
  }

  /**
   * @param {string} id of a message
   * @param {number} limit
   * @returns {Promise<Page>}
   */
  async olderThan(id, limit) {
    const query = new URLSearchParams({ limit: String(limit), before: id });
    return pageOf((await this.#call(`${this.#messages}?${query}`, {})).body);
  }

  /**
   * @param {string} text
   * @param {string} key names the post: sent again with the same key, it is stored once
   * @returns {Promise<Message>}
   */
  async post(text, key) {
    const { body } = await this.#call(this.#messages, {
      method: "POST",
      headers: { "Content-Type": "application/json", "Idempotency-Key": key },
      body: JSON.stringify({ text }),
    });
    return typeof body?.id === "string" ? body : broken();
  }

  async #call(url, request) {
    const token = await this.#session.accessToken();
    let response = await this.#send(url, request, token);
    if (response.status === 401) {
      // A refused call did nothing, so it is safe to make it again.
      response = await this.#send(url, request, await this.#session.renewed(token));
    }
    const body = await readJson(response);
    if (!response.ok && response.status !== 304) {
      throw refusal(response, body, request.method === "POST");
    }
    return { status: response.status, headers: response.headers, body };
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
      throw new Failure(isOffline() ? "offline" : "api-unreachable", {}, cause);
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

// Where the browser says that it is online it may still be wrong.
function isOffline() {
  return globalThis.navigator?.onLine === false;
}

function pageOf(body) {
  return Array.isArray(body?.messages) ? body : broken();
}

function broken() {
  throw new Failure("api-broken");
}
