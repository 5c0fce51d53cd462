/**
 * What a sign-in gives.
 *
 * @typedef {object} Tokens
 * @property {string} accessToken
 * @property {string | undefined} refreshToken
 * @property {string | undefined} idToken
 * @property {number} expiresAt of the access token, in milliseconds of `Date.now()`;
 *     `Infinity` where the issuer did not say
 * @property {Person} person
 *
 * @typedef {{subject: string, name: string}} Person
 */

const NOBODY = { subject: "", name: "" };

/**
 * Reads an answer of the token endpoint.
 *
 * @param {object} result RFC 6749 §5.1
 * @param {object | undefined} claims of the ID token in it
 * @param {Tokens} [previous] what it renews: what it does not replace stays
 * @returns {Tokens}
 */
export function tokensOf(result, claims, previous) {
  return {
    accessToken: result.access_token,
    refreshToken: result.refresh_token ?? previous?.refreshToken,
    idToken: result.id_token ?? previous?.idToken,
    expiresAt: Date.now() + (result.expires_in ?? Infinity) * 1000,
    person: claims === undefined ? (previous?.person ?? NOBODY) : personOf(claims),
  };
}

function personOf(claims) {
  const names = [claims.name, claims.preferred_username, claims.email, claims.sub];
  return {
    subject: claims.sub,
    name: names.find((name) => typeof name === "string" && name.trim() !== ""),
  };
}
