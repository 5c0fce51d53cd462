import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, beforeEach, test } from "node:test";
import { Api } from "../target/classes/client/js/api.js";
import { Failure } from "../target/classes/client/js/failure.js";

const MESSAGE = { id: "01A", author: "ada", text: "hello", postedAt: "2030-01-01T00:00:00.000Z" };
const json = (status, body, headers = {}) => ({ status, body: JSON.stringify(body), headers });

let answers;
let requests;
const server = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) {
    body += part;
  }
  requests.push({ method: request.method, url: request.url, headers: request.headers, body });
  if (answers.length === 0) {
    return;
  }
  const { status, headers, body: answer } = answers.shift();
  response.writeHead(status, headers).end(answer);
});
await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
const base = `http://127.0.0.1:${server.address().port}/prod`;
after(() => {
  server.closeAllConnections();
  server.close();
});

const session = {
  accessToken: async () => "token-1",
  renewed: async (refused) => `${refused}-renewed`,
};
let api;

beforeEach(() => {
  api = new Api(base, session);
  answers = [];
  requests = [];
});

test("asks for a page of messages with the token in the header", async () => {
  answers = [json(200, { messages: [MESSAGE], next: null })];

  assert.deepEqual((await api.newest(20)).messages, [MESSAGE]);

  assert.equal(requests[0].url, "/prod/api/messages?limit=20");
  assert.equal(requests[0].headers.authorization, "Bearer token-1");
});

test("asks for what is older than a message", async () => {
  answers = [json(200, { messages: [], next: null })];

  await api.olderThan("01A", 20);

  assert.equal(requests[0].url, "/prod/api/messages?limit=20&before=01A");
});

test("asks whether there is anything new, and gives back the same page if there is not", async () => {
  answers = [
    json(200, { messages: [MESSAGE], next: null }, { ETag: '"v1"' }),
    { status: 304, headers: { ETag: '"v1"' } },
    json(200, { messages: [], next: null }, { ETag: '"v2"' }),
  ];

  const first = await api.newest(20);
  const again = await api.newest(20);
  const changed = await api.newest(20);

  assert.equal(again, first);
  assert.deepEqual(changed.messages, []);
  assert.deepEqual(
    requests.map((request) => request.headers["if-none-match"]),
    [undefined, '"v1"', '"v1"'],
  );
});

test("asks for all of it where an answer had no tag", async () => {
  answers = [json(200, { messages: [], next: null }), json(200, { messages: [], next: null })];

  await api.newest(20);
  await api.newest(20);

  assert.equal(requests[1].headers["if-none-match"], undefined);
});

test("posts a text as JSON and gives back the message", async () => {
  answers = [json(201, MESSAGE)];

  assert.deepEqual(await api.post('quotes " and 👋', "key-1"), MESSAGE);

  assert.equal(requests[0].method, "POST");
  assert.equal(requests[0].headers["content-type"], "application/json");
  assert.equal(requests[0].headers["idempotency-key"], "key-1");
  assert.equal(requests[0].body, JSON.stringify({ text: 'quotes " and 👋' }));
});

test("tries once more with a renewed token when one is refused", async () => {
  answers = [json(401, { reason: "expired" }), json(201, MESSAGE)];

  await api.post("hello", "key-1");

  const tokens = requests.map((request) => request.headers.authorization);
  assert.deepEqual(tokens, ["Bearer token-1", "Bearer token-1-renewed"]);
  assert.equal(requests[1].body, requests[0].body);
});

test("does not try a third time", async () => {
  answers = [json(401, { reason: "expired" }), json(401, { reason: "expired" })];

  await assert.rejects(api.post("hello", "key-1"), { kind: "session-ended" });
});

for (const [reason, kind] of [
  ["expired", "session-ended"],
  ["unknown_key", "session-ended"],
  ["bad_signature", "session-ended"],
  [undefined, "session-ended"],
  ["wrong_audience", "token-refused"],
]) {
  test(`takes 401 with the reason ${reason} for ${kind}`, async () => {
    answers = [json(401, { reason }), json(401, { reason })];

    await assert.rejects(api.newest(1), { kind });
  });
}

for (const [status, kind] of [
  [400, "text-refused"],
  [403, "forbidden"],
  [404, "api-broken"],
  [413, "text-too-large"],
  [415, "api-broken"],
  [422, "text-refused"],
  [429, "too-often"],
  [500, "api-unavailable"],
  [503, "api-unavailable"],
]) {
  test(`takes ${status} for ${kind}, with what the problem says`, async () => {
    answers = [json(status, { detail: "Why." }, { "Retry-After": "7" })];

    await assert.rejects(api.post("hello", "key-1"), {
      kind,
      facts: { code: `HTTP ${status}`, detail: "Why.", retryAfter: 7, scope: undefined },
    });
  });
}

test("tells which permission is missing", async () => {
  const challenge = 'Bearer error="insufficient_scope", scope="messages:write"';
  answers = [json(403, {}, { "WWW-Authenticate": challenge })];

  await assert.rejects(api.post("hello", "key-1"), (failure) => {
    assert.equal(failure.kind, "forbidden");
    assert.equal(failure.facts.scope, "messages:write");
    return true;
  });
});

test("tells a key that was used for another text from a text that is refused", async () => {
  answers = [json(422, { type: "urn:gatepost:problem:idempotency-conflict" })];

  await assert.rejects(api.post("hello", "key-1"), { kind: "key-used" });
});

test("does not blame the text for a list that was refused", async () => {
  answers = [json(400, {})];

  await assert.rejects(api.newest(1), { kind: "api-broken" });
});

test("does not choke on the HTML of a proxy", async () => {
  answers = [{ status: 502, headers: { "Retry-After": "soon" }, body: "<html>Bad gateway</html>" }];

  await assert.rejects(api.newest(1), {
    kind: "api-unavailable",
    facts: { code: "HTTP 502", detail: undefined, retryAfter: undefined, scope: undefined },
  });
});

for (const body of ["<html>Welcome</html>", "null", "[]", '{"messages":{}}']) {
  test(`takes a good status with ${body} for an API that is broken`, async () => {
    answers = [{ status: 200, body }, { status: 201, body }];

    await assert.rejects(api.newest(1), { kind: "api-broken" });
    await assert.rejects(api.post("hello", "key-1"), { kind: "api-broken" });
  });
}

test("does not carry a token on to where a redirect leads", async () => {
  answers = [{ status: 307, headers: { Location: `${base}/elsewhere` } }];

  await assert.rejects(api.newest(1), { kind: "api-unreachable" });
  assert.equal(requests.length, 1);
});

test("says that the API cannot be reached where nobody listens", async () => {
  await assert.rejects(new Api("http://127.0.0.1:1", session).newest(1), {
    kind: "api-unreachable",
  });
});

test("does not wait for ever for an answer", { timeout: 5000 }, async () => {
  await assert.rejects(new Api(base, session, 50).newest(1), { kind: "api-unreachable" });
});

test("passes on that the session has ended, and calls nobody", async () => {
  const ended = {
    accessToken: async () => {
      throw new Failure("session-ended");
    },
  };

  await assert.rejects(new Api(base, ended).post("hello", "key-1"), { kind: "session-ended" });
  assert.equal(requests.length, 0);
});
