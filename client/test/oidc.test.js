import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { afterEach, beforeEach, test } from "node:test";
import { isPlainLoopback } from "../target/classes/client/js/issuer.js";
import { SignIn, isAuthorizationResponse } from "../target/classes/client/js/oidc.js";
import { TestIssuer } from "../testkit/issuer.js";

const HOME = "http://localhost:8080/";
let issuer;

beforeEach(async () => {
  issuer = await TestIssuer.start();
});
afterEach(() => issuer.stop());

function signInWith(changes = {}) {
  const config = { issuer: issuer.url, clientId: "web", scopes: "openid profile", ...changes };
  return new SignIn(config, HOME);
}

function signInAddress(authorization_endpoint) {
  issuer.discovery = { authorization_endpoint };
}

/** Goes to the issuer and back. */
async function answerTo(signIn) {
  const { url, pending } = await signIn.begin();
  return { response: await issuer.visit(url), pending };
}

async function signedIn(signIn) {
  const { response, pending } = await answerTo(signIn);
  return signIn.complete(response, pending);
}

test("asks for a code with state, nonce and a hashed verifier", async () => {
  const { url, pending } = await signInWith().begin();

  const query = Object.fromEntries(url.searchParams);
  assert.equal(url.origin + url.pathname, `${issuer.url}/authorize`);
  assert.equal(query.response_type, "code");
  assert.equal(query.client_id, "web");
  assert.equal(query.redirect_uri, HOME);
  assert.equal(query.scope, "openid profile");
  assert.equal(query.state, pending.state);
  assert.equal(query.nonce, pending.nonce);
  assert.equal(query.code_challenge_method, "S256");
  assert.equal(
    query.code_challenge,
    createHash("sha256").update(pending.verifier).digest("base64url"),
  );
  assert.equal("audience" in query, false);
});

test("uses new secrets for each sign-in", async () => {
  const signIn = signInWith();
  const [one, other] = [await signIn.begin(), await signIn.begin()];

  for (const secret of ["state", "nonce", "verifier"]) {
    assert.notEqual(one.pending[secret], other.pending[secret]);
  }
});

test("sends the audience where one is configured", async () => {
  const { url } = await signInWith({ audience: "api://messages" }).begin();

  assert.equal(url.searchParams.get("audience"), "api://messages");
});

test("keeps what the authorization address already asks for", async () => {
  issuer.discovery = { authorization_endpoint: `${issuer.url}/authorize?policy=one` };

  const { url } = await signInWith().begin();

  assert.equal(url.searchParams.get("policy"), "one");
});

test("comes back with tokens and the person's name", async () => {
  const tokens = await signedIn(signInWith());

  assert.match(tokens.accessToken, /^ada\./);
  assert.deepEqual(tokens.person, { subject: "ada", name: "Ada Lovelace" });
  assert.ok(tokens.expiresAt > Date.now() + 290_000 && tokens.expiresAt <= Date.now() + 300_000);
});

for (const [claims, name] of [
  [{ name: " ", preferred_username: "lovelace" }, "lovelace"],
  [{ name: undefined, email: "ada@example.com" }, "ada@example.com"],
  [{ name: 7 }, "ada"],
]) {
  test(`calls a person with ${JSON.stringify(claims)} ${name}`, async () => {
    issuer.person = { sub: "ada", ...claims };

    assert.equal((await signedIn(signInWith())).person.name, name);
  });
}

test("signs in without an ID token where openid is not asked for", async () => {
  const tokens = await signedIn(signInWith({ scopes: "messages" }));

  assert.match(tokens.accessToken, /^ada\./);
});

test("tells a cancelled sign-in from a failed one", async () => {
  const signIn = signInWith();
  issuer.authorizationError = "access_denied";
  const cancelled = await answerTo(signIn);
  issuer.authorizationError = "invalid_scope";
  const failed = await answerTo(signIn);

  await assert.rejects(signIn.complete(cancelled.response, cancelled.pending), {
    kind: "sign-in-cancelled",
  });
  await assert.rejects(signIn.complete(failed.response, failed.pending), {
    kind: "sign-in-failed",
    facts: { code: "invalid_scope" },
  });
});

for (const [what, change] of [
  ["another state", (response) => response.set("state", "another")],
  ["no state", (response) => response.delete("state")],
  ["another issuer (RFC 9207)", (response) => response.set("iss", "https://evil.example")],
  ["no issuer where it was promised (RFC 9207)", (response) => response.delete("iss")],
  ["an unknown code", (response) => response.set("code", "guessed")],
]) {
  test(`refuses an answer with ${what}`, async () => {
    const signIn = signInWith();
    const { response, pending } = await answerTo(signIn);
    change(response);

    await assert.rejects(signIn.complete(response, pending), { kind: "sign-in-failed" });
  });
}

test("refuses a code that was asked for with another verifier", async () => {
  const signIn = signInWith();
  const { response, pending } = await answerTo(signIn);
  const { pending: other } = await signIn.begin();

  await assert.rejects(signIn.complete(response, { ...pending, verifier: other.verifier }), {
    kind: "sign-in-failed",
    facts: { code: "invalid_grant" },
  });
});

for (const [what, claims] of [
  ["another nonce", { nonce: "another" }],
  ["another audience", { aud: "somebody-else" }],
  ["another issuer", { iss: "https://evil.example" }],
  ["an end that has passed", { exp: 1 }],
]) {
  test(`refuses an ID token with ${what}`, async () => {
    issuer.idTokenClaims = claims;

    await assert.rejects(signedIn(signInWith()), { kind: "sign-in-failed" });
  });
}

test("refuses an answer without the ID token that was asked for", async () => {
  issuer.tokenResponse = { id_token: undefined };

  await assert.rejects(signedIn(signInWith()), { kind: "sign-in-failed" });
});

test("asks the issuer about itself once", async () => {
  const signIn = signInWith();

  await signIn.renew(await signedIn(signIn));

  assert.equal(issuer.discoveries, 1);
});

test("does not begin where the browser keeps cryptography from insecure pages", async (context) => {
  const { crypto } = globalThis;
  const replaceWith = (value) =>
    Object.defineProperty(globalThis, "crypto", { value, configurable: true });
  context.after(() => replaceWith(crypto));
  replaceWith({});

  await assert.rejects(signInWith().begin(), { kind: "insecure-page" });
});

test("keeps what a renewal does not replace", async () => {
  const signIn = signInWith();
  const first = await signedIn(signIn);
  issuer.tokenResponse = { id_token: undefined, refresh_token: undefined };

  const second = await signIn.renew(first);

  assert.notEqual(second.accessToken, first.accessToken);
  assert.equal(second.refreshToken, first.refreshToken);
  assert.equal(second.idToken, first.idToken);
  assert.deepEqual(second.person, first.person);
});

test("exchanges each refresh token for the next", async () => {
  const signIn = signInWith();
  const first = await signedIn(signIn);
  const second = await signIn.renew(first);
  const third = await signIn.renew(second);

  assert.equal(new Set([first, second, third].map((tokens) => tokens.accessToken)).size, 3);
  assert.deepEqual(
    issuer.tokenRequests.slice(1).map((form) => form.get("refresh_token")),
    [first.refreshToken, second.refreshToken],
  );
  assert.deepEqual(third.person, first.person);
});

test("takes a refused refresh token for the end of the session", async () => {
  const signIn = signInWith();
  const tokens = await signedIn(signIn);
  issuer.forgetRefreshTokens();

  await assert.rejects(signIn.renew(tokens), { kind: "session-ended" });
});

test("takes a missing refresh token for the end of the session", async () => {
  await assert.rejects(signInWith().renew({ accessToken: "a" }), { kind: "session-ended" });
});

test("does not take an issuer in trouble for the end of the session", async () => {
  const signIn = signInWith();
  const tokens = await signedIn(signIn);
  issuer.status = 503;

  await assert.rejects(signIn.renew(tokens), { kind: "issuer-unreachable" });
});

test("ends the issuer's session with a hint of whose it is", async () => {
  const signIn = signInWith();
  const tokens = await signedIn(signIn);

  const url = await signIn.endUrl(tokens);

  assert.equal(url.origin + url.pathname, `${issuer.url}/end-session`);
  assert.deepEqual(Object.fromEntries(url.searchParams), {
    client_id: "web",
    post_logout_redirect_uri: HOME,
    id_token_hint: tokens.idToken,
  });
});

for (const end_session_endpoint of [undefined, "javascript:alert(1)"]) {
  test(`has nowhere to sign out where the issuer offers ${end_session_endpoint}`, async () => {
    issuer.discovery = { end_session_endpoint };

    assert.equal(await signInWith().endUrl({}), undefined);
  });
}

test("says that the issuer cannot be reached where nobody listens", async () => {
  await assert.rejects(signInWith({ issuer: "http://127.0.0.1:1" }).begin(), {
    kind: "issuer-unreachable",
  });
});

test("tries anew after an issuer was out of reach", async () => {
  const signIn = signInWith();
  issuer.status = 502;
  await assert.rejects(signIn.begin(), { kind: "issuer-unreachable" });

  issuer.status = 200;

  assert.ok((await signIn.begin()).url);
});

for (const [what, arrange] of [
  ["is not there", () => (issuer.status = 404)],
  ["names another issuer", () => (issuer.discovery = { issuer: "https://evil.example" })],
  ["has no address to sign in", () => signInAddress(undefined)],
  ["would run a script", () => signInAddress("javascript:alert(1)")],
]) {
  test(`refuses an issuer whose discovery document ${what}`, async () => {
    arrange();

    await assert.rejects(signInWith().begin(), { kind: "issuer-unusable" });
  });
}

for (const [address, plain] of [
  ["http://127.0.0.1:9000", true],
  ["http://localhost:9000", true],
  ["http://[::1]:9000", true],
  ["https://localhost", false],
  ["http://id.example.com", false],
  ["http://localhost.example.com", false],
  ["http://127.0.0.1.example.com", false],
]) {
  test(`${plain ? "allows" : "does not allow"} plain http for ${address}`, () => {
    assert.equal(isPlainLoopback(new URL(address)), plain);
  });
}

test("calls no issuer over plain http that is not on this machine", async () => {
  await assert.rejects(signInWith({ issuer: "http://id.example.com" }).begin(), {
    kind: "issuer-unusable",
  });
});

for (const [query, is] of [
  ["code=c&state=s", true],
  ["error=access_denied&state=s", true],
  ["code=c", false],
  ["state=s", false],
  ["utm_source=mail", false],
  ["", false],
]) {
  test(`${is ? "takes" : "does not take"} ?${query} for an answer of the issuer`, () => {
    assert.equal(isAuthorizationResponse(new URLSearchParams(query)), is);
  });
}
