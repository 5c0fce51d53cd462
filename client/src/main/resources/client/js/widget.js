/** Where the server keeps Okta's package. */
const ASSETS = "/vendor/okta-signin-widget";

export const WIDGET_SCRIPT = `${ASSETS}/js/okta-sign-in.oie.min.js`;
export const WIDGET_STYLE = `${ASSETS}/css/okta-sign-in.min.css`;

/**
 * What the widget is to ask the issuer for, as the page put it into the address. Whom it asks is not
 * taken from there: anybody can make up an address.
 *
 * @typedef {{state: string, nonce: string, codeChallenge: string}} WidgetRequest
 */

/**
 * @param {string} search of the address
 * @returns {WidgetRequest | undefined} `undefined` when it is not all there
 */
export function readWidgetRequest(search) {
  const parameters = new URLSearchParams(search);
  const [state, nonce, codeChallenge] = ["state", "nonce", "code_challenge"].map((name) =>
    parameters.get(name),
  );
  return state && nonce && codeChallenge ? { state, nonce, codeChallenge } : undefined;
}

/**
 * The widget's options. It ends with a visit to `home` that brings an interaction code, and never
 * sees a token: the verifier stays with the page.
 *
 * @param {import("./config.js").Config} config
 * @param {WidgetRequest} request
 * @param {string} home the redirect URI
 */
export function widgetOptions({ issuer, clientId, scopes }, request, home) {
  return {
    issuer,
    clientId,
    redirectUri: home,
    scopes: scopes.split(/\s+/),
    ...request,
    codeChallengeMethod: "S256",
    // By what its documents say this is the default; 7.49.0 wants to hear it.
    useClassicEngine: false,
    assets: { baseUrl: ASSETS },
    logo: "/icon.svg",
    logoText: "Gatepost",
  };
}
