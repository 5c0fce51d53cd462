import assert from "node:assert/strict";
import { test } from "node:test";
import { loadConfig, readConfig } from "../target/classes/client/js/config.js";

const COMPLETE = {
  issuer: "https://id.example.com/",
  clientId: "web",
  scopes: "openid profile",
  audience: "",
  apiBaseUrl: "https://api.example.com/prod/",
  development: false,
};
const answering = (body, init) => async () => new Response(body, init);

test("takes the issuer as it is, and the API's address without a slash at the end", () => {
  const config = readConfig(COMPLETE);

  assert.equal(config.issuer, "https://id.example.com/");
  assert.equal(config.apiBaseUrl, "https://api.example.com/prod");
  assert.equal(config.audience, undefined);
});

test("keeps an audience that is given", () => {
  assert.equal(readConfig({ ...COMPLETE, audience: "api://messages" }).audience, "api://messages");
});

test("takes nothing but true for a development issuer", () => {
  assert.equal(readConfig({ ...COMPLETE, development: "false" }).development, false);
  assert.equal(readConfig({ ...COMPLETE, development: true }).development, true);
});

test("takes nothing but its name for Okta's widget", () => {
  assert.equal(readConfig(COMPLETE).widget, false);
  assert.equal(readConfig({ ...COMPLETE, signIn: "redirect" }).widget, false);
  assert.equal(readConfig({ ...COMPLETE, signIn: "okta-widget" }).widget, true);
});

for (const value of [null, undefined, "text", 1, []]) {
  test(`names everything that is missing from ${JSON.stringify(value)}`, () => {
    assert.throws(() => readConfig(value), {
      kind: "configuration",
      facts: { detail: "missing or wrong: issuer, apiBaseUrl, clientId, scopes" },
    });
  });
}

for (const wrong of [
  { clientId: "" },
  { scopes: " " },
  { issuer: "id.example.com" },
  { apiBaseUrl: "javascript:alert(1)" },
]) {
  test(`refuses ${JSON.stringify(wrong)}`, () => {
    assert.throws(() => readConfig({ ...COMPLETE, ...wrong }), {
      facts: { detail: `missing or wrong: ${Object.keys(wrong)[0]}` },
    });
  });
}

test("loads what the server answers", async () => {
  const config = await loadConfig(answering(JSON.stringify(COMPLETE)));

  assert.equal(config.clientId, "web");
});

test("asks for a fresh copy, and not for ever", async () => {
  let asked;
  const asking = async (url, options) => {
    asked = { url, ...options };
    return new Response(JSON.stringify(COMPLETE));
  };

  await loadConfig(asking);

  assert.equal(asked.url, "/config.json");
  assert.equal(asked.cache, "no-store");
  assert.ok(asked.signal instanceof AbortSignal);
});

test("says with which status the server has no configuration", async () => {
  await assert.rejects(loadConfig(answering("", { status: 404 })), {
    kind: "configuration",
    facts: { detail: "config.json: HTTP 404" },
  });
});

test("fails in its own words over HTML and over a dead line", async () => {
  const dead = async () => {
    throw new TypeError("Failed to fetch");
  };

  await assert.rejects(loadConfig(answering("<html>")), { kind: "configuration" });
  await assert.rejects(loadConfig(dead), { kind: "configuration" });
});
