import assert from "node:assert/strict";
import { test } from "node:test";
import { logoutUrl } from "../target/classes/client/js/logout.js";

const FACTS = { clientId: "web", home: "https://board.example.com/", idToken: "id-1" };
const at = (issuer, end) => logoutUrl({ issuer, end_session_endpoint: end }, FACTS);
const query = (url) => Object.fromEntries(url.searchParams);

test("goes to the issuer's own address by the standard's words", () => {
  const url = at("https://id.example.com", "https://id.example.com/logout?a=b");

  assert.equal(url.origin + url.pathname, "https://id.example.com/logout");
  assert.deepEqual(query(url), {
    a: "b",
    client_id: "web",
    post_logout_redirect_uri: "https://board.example.com/",
    id_token_hint: "id-1",
  });
});

test("leaves out a hint that it does not have", () => {
  const server = { issuer: "https://id.example.com", end_session_endpoint: "https://id.example.com/x" };

  assert.equal(logoutUrl(server, { ...FACTS, idToken: undefined }).searchParams.has("id_token_hint"), false);
});

test("tells Cognito in Cognito's words", () => {
  const url = at(
    "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_a",
    "https://board.auth.eu-central-1.amazoncognito.com/logout",
  );

  assert.deepEqual(query(url), { client_id: "web", logout_uri: "https://board.example.com/" });
});

test("finds the address of an Auth0 tenant that does not tell of it", () => {
  const url = at("https://acme.eu.auth0.com/", undefined);

  assert.equal(url.origin + url.pathname, "https://acme.eu.auth0.com/v2/logout");
  assert.deepEqual(query(url), { client_id: "web", returnTo: "https://board.example.com/" });
});

for (const end of [undefined, "", "javascript:alert(1)", 5]) {
  test(`goes nowhere for ${JSON.stringify(end)}`, () => {
    assert.equal(at("https://id.example.com", end), undefined);
  });
}
