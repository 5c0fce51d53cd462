import assert from "node:assert/strict";
import { test } from "node:test";
import { readWidgetRequest, widgetOptions } from "../target/classes/client/js/widget.js";

const HOME = "http://localhost:8080/";
const REQUEST = { state: "s", nonce: "n", codeChallenge: "c" };
const CONFIG = {
  issuer: "https://dev-1.okta.com/oauth2/default",
  clientId: "0oa1",
  scopes: "openid profile",
};

test("reads what to ask for out of the address", () => {
  assert.deepEqual(readWidgetRequest("?state=s&nonce=n&code_challenge=c"), REQUEST);
});

test("asks for nothing that is not all there", () => {
  for (const search of [
    "",
    "?nonce=n&code_challenge=c",
    "?state=s&code_challenge=c",
    "?state=s&nonce=n",
    "?state=&nonce=n&code_challenge=c",
  ]) {
    assert.equal(readWidgetRequest(search), undefined, search);
  }
});

test("takes nobody's word but the server's for whom to ask and where to go", () => {
  const search = "?state=s&nonce=n&code_challenge=c&client_id=evil&issuer=https://evil.example";
  const options = widgetOptions(CONFIG, readWidgetRequest(search), HOME);

  assert.equal(options.issuer, CONFIG.issuer);
  assert.equal(options.clientId, "0oa1");
  assert.equal(options.redirectUri, HOME);
  assert.deepEqual(options.scopes, ["openid", "profile"]);
  assert.equal(options.state, "s");
  assert.equal(options.nonce, "n");
  assert.equal(options.codeChallenge, "c");
  assert.equal(options.codeChallengeMethod, "S256");
  assert.equal(options.useClassicEngine, false);
});
