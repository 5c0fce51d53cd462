/**
 * Where to send the browser so that the issuer ends its own session too (OpenID Connect
 * RP-Initiated Logout 1.0). Two issuers want it said in words of their own.
 *
 * @param {object} server the issuer's description of itself
 * @param {{clientId: string, home: string, idToken: string | undefined}} facts
 * @returns {URL | undefined} `undefined` where the issuer has no such address
 */
export function logoutUrl(server, { clientId, home, idToken }) {
  const issuer = new URL(server.issuer);
  const end = server.end_session_endpoint;
  // The browser is sent there: a javascript: address would run in this page.
  if (/^https?:\/\//.test(end)) {
    return isCognito(issuer)
      ? address(end, { client_id: clientId, logout_uri: home })
      : address(end, {
          client_id: clientId,
          post_logout_redirect_uri: home,
          id_token_hint: idToken,
        });
  }
  // Older tenants of Auth0 do not tell of it.
  return issuer.hostname.endsWith(".auth0.com")
    ? address(new URL("/v2/logout", issuer), { client_id: clientId, returnTo: home })
    : undefined;
}

function isCognito({ hostname }) {
  return hostname.startsWith("cognito-idp.") && hostname.endsWith(".amazonaws.com");
}

function address(base, query) {
  const url = new URL(base);
  Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .forEach(([name, value]) => url.searchParams.set(name, value));
  return url;
}
