import * as oauth from "../vendor/oauth4webapi/index.js";
import { Failure } from "./failure.js";
import { tokensOf } from "./tokens.js";

/** Okta's own grant type: what its widget brings back is exchanged as a code is, with the verifier. */
const GRANT = "interaction_code";

/**
 * Exchanges what Okta's widget brought back for tokens.
 *
 * @param {import("./issuer.js").Issuer} issuer
 * @param {oauth.Client} client
 * @param {URLSearchParams} response
 * @param {{pending: import("./oidc.js").Pending, expectedNonce: string | undefined}} asked with a
 *     nonce where there must be an ID token
 * @returns {Promise<import("./tokens.js").Tokens>}
 * @throws {Error} when the response or the answer is not that to what was asked
 */
export async function exchangeInteractionCode(
  issuer,
  client,
  response,
  { pending, expectedNonce },
) {
  if (response.get("state") !== pending.state) {
    throw new Failure("sign-in-failed", { code: "state" });
  }
  const server = await issuer.server();
  const answer = await oauth.genericTokenEndpointRequest(
    server,
    client,
    oauth.None(),
    GRANT,
    { [GRANT]: response.get(GRANT), code_verifier: pending.verifier },
    issuer.options,
  );
  const result = await oauth.processGenericTokenEndpointResponse(server, client, answer);
  const claims = oauth.getValidatedIdTokenClaims(result);
  // The library knows of a nonce only where there was a code.
  if (expectedNonce !== undefined && claims?.nonce !== expectedNonce) {
    throw new Failure("sign-in-failed", { code: "nonce" });
  }
  return tokensOf(result, claims);
}

/** Whether Okta says that the widget has more to ask. */
export function wantsMore(response, pending) {
  return (
    pending.widget &&
    response.get("error") === "interaction_required" &&
    response.get("state") === pending.state
  );
}
