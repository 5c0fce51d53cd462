import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { SignIn, isAuthorizationResponse } from "../target/classes/client/js/oidc.js";
import { TestIssuer } from "../testkit/issuer.js";

const HOME = "http://localhost:8080/";
let issuer;
let signIn;

beforeEach(async () => {
  issuer = await TestIssuer.start();
  signIn = new SignIn(
    { issuer: issuer.url, clientId: "web", scopes: "openid profile", widget: true },
    HOME,
  );
});
afterEach(() => issuer.stop());

function responseOf(query) {
  return new URLSearchParams(query);
}

test("sends people to the widget with what it needs, and keeps the verifier", async () => {
  const { url, pending } = await signIn.begin();

  assert.equal(url.origin + url.pathname, `${HOME}okta.html`);
  assert.equal(url.searchParams.get("state"), pending.state);
  assert.equal(url.searchParams.get("nonce"), pending.nonce);
  assert.ok(url.searchParams.get("code_challenge"));
  assert.equal(url.href.includes(pending.verifier), false);
});

test("asks the issuer itself whether somebody is still signed in", async () => {
  const { url } = await signIn.begin({ silent: true });

  assert.equal(url.origin + url.pathname, `${issuer.url}/authorize`);
  assert.equal(url.searchParams.get("prompt"), "none");
});

test("exchanges an interaction code with the verifier", async () => {
  const { url, pending } = await signIn.begin();
  const response = responseOf({
    interaction_code: issuer.interactionCode(url.searchParams),
    state: pending.state,
  });

  assert.equal(isAuthorizationResponse(response), true);
  const tokens = await signIn.complete(response, pending);

  assert.equal(tokens.person.name, "Ada Lovelace");
  assert.equal(issuer.tokenRequests[0].get("grant_type"), "interaction_code");
  assert.equal(issuer.tokenRequests[0].get("code_verifier"), pending.verifier);
});

test("refuses an interaction code with another state, without asking the issuer", async () => {
  const { url, pending } = await signIn.begin();
  const interaction_code = issuer.interactionCode(url.searchParams);
  const response = responseOf({ interaction_code, state: "another" });

  await assert.rejects(signIn.complete(response, pending), { kind: "sign-in-failed" });
  assert.equal(issuer.tokenRequests.length, 0);
});

test("refuses an ID token that was made for another sign-in", async () => {
  const { url, pending } = await signIn.begin();
  issuer.idTokenClaims = { nonce: "another" };
  const interaction_code = issuer.interactionCode(url.searchParams);
  const response = responseOf({ interaction_code, state: pending.state });

  await assert.rejects(signIn.complete(response, pending), { kind: "sign-in-failed" });
});

test("refuses an answer without an ID token where one was asked for", async () => {
  const { url, pending } = await signIn.begin();
  issuer.tokenResponse = { id_token: undefined };
  const interaction_code = issuer.interactionCode(url.searchParams);
  const response = responseOf({ interaction_code, state: pending.state });

  await assert.rejects(signIn.complete(response, pending), { kind: "sign-in-failed" });
});

test("says so when the issuer refuses the interaction code", async () => {
  const { pending } = await signIn.begin();
  const response = responseOf({ interaction_code: "made-up", state: pending.state });

  await assert.rejects(signIn.complete(response, pending), { kind: "sign-in-failed" });
});

test("goes back to the widget when there is more to be asked, for the same sign-in", async () => {
  const { url, pending } = await signIn.begin();
  const response = responseOf({ error: "interaction_required", state: pending.state });

  assert.equal((await signIn.onward(response, pending)).href, url.href);
});

test("goes back for no other sign-in, no other error, and not when nobody was to be asked", async () => {
  const { pending } = await signIn.begin();
  const { state } = pending;
  const { pending: silent } = await signIn.begin({ silent: true });

  for (const [query, asked] of [
    [{ error: "interaction_required", state: "another" }, pending],
    [{ error: "access_denied", state }, pending],
    [{ error: "interaction_required", state: silent.state }, silent],
  ]) {
    assert.equal(await signIn.onward(responseOf(query), asked), undefined);
  }
});
