import { Failure } from "./failure.js";

const PATIENCE_MS = 10_000;

/**
 * What the server tells the page: whom to sign in with, and where the messages are.
 *
 * @typedef {object} Config
 * @property {string} issuer exactly as in the issuer's discovery document
 * @property {string} clientId
 * @property {string} scopes separated by spaces
 * @property {string | undefined} audience sent along where the issuer wants one (Auth0)
 * @property {boolean} widget whether people sign in with Okta's widget, on a page of its own here,
 *     and not on the issuer's
 * @property {string[] | undefined} connectOrigins whom the page may call to sign in; `undefined`
 *     where nobody says
 * @property {string} apiBaseUrl what `/api/messages` is appended to, without a slash at the end
 * @property {boolean} development whether the issuer lets anybody in under any name
 */

/**
 * Fetches `/config.json`.
 *
 * @returns {Promise<Config>}
 * @throws {Failure} `configuration` when it is missing, unreadable or incomplete
 */
export async function loadConfig(fetcher = fetch) {
  try {
    const response = await fetcher("/config.json", {
      cache: "no-store",
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (!response.ok) {
      throw new Failure("configuration", { detail: `config.json: HTTP ${response.status}` });
    }
    return readConfig(await response.json());
  } catch (cause) {
    throw cause instanceof Failure ? cause : new Failure("configuration", {}, cause);
  }
}

/**
 * Checks what `/config.json` held.
 *
 * @param {unknown} value
 * @returns {Config}
 * @throws {Failure} `configuration`, naming every member that is missing or wrong
 */
export function readConfig(value) {
  const given = typeof value === "object" && value !== null ? value : {};
  const wrong = [
    ...["issuer", "apiBaseUrl"].filter((name) => !isWebAddress(given[name])),
    ...["clientId", "scopes"].filter((name) => !isText(given[name])),
  ];
  if (wrong.length > 0) {
    throw new Failure("configuration", { detail: `missing or wrong: ${wrong.join(", ")}` });
  }
  return {
    issuer: given.issuer,
    clientId: given.clientId,
    scopes: given.scopes,
    audience: isText(given.audience) ? given.audience : undefined,
    connectOrigins: Array.isArray(given.connectOrigins) ? given.connectOrigins : undefined,
    widget: given.signIn === "okta-widget",
    apiBaseUrl: given.apiBaseUrl.replace(/\/+$/, ""),
    development: given.development === true,
  };
}

function isText(value) {
  return typeof value === "string" && value.trim() !== "";
}

function isWebAddress(value) {
  return isText(value) && URL.canParse(value) && /^https?:$/.test(new URL(value).protocol);
}
