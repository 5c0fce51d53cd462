import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "../target/classes/client/js/failure.js";
import { Session } from "../target/classes/client/js/session.js";

const NOW = Date.parse("2030-01-01T00:00:00Z");
const PERSON = { subject: "ada", name: "Ada Lovelace" };
const tokens = (number, expiresAt) => ({
  accessToken: `token-${number}`,
  refreshToken: `refresh-${number}`,
  expiresAt,
  person: PERSON,
});

function sessionThat(ends, renew) {
  const session = new Session({ renew }, () => NOW);
  session.start(tokens(1, ends));
  return session;
}

const mustNotRenew = () => assert.fail("renewed without need");

test("hands out the token as long as it has more than half a minute to go", async () => {
  assert.equal(await sessionThat(NOW + 30_001, mustNotRenew).accessToken(), "token-1");
});

test("renews a token that has half a minute to go", async () => {
  const session = sessionThat(NOW + 30_000, async () => tokens(2, NOW + 300_000));

  assert.equal(await session.accessToken(), "token-2");
});

test("uses a token that cannot be renewed to its end", async () => {
  const session = new Session({ renew: mustNotRenew }, () => NOW);
  session.start({ ...tokens(1, NOW), refreshToken: undefined });

  assert.equal(await session.accessToken(), "token-1");
});

test("renews once for all who wait, for a refresh token may be used once", async () => {
  let renewals = 0;
  const session = sessionThat(NOW, async () => tokens(1 + ++renewals, NOW + 300_000));

  const handed = await Promise.all([1, 2, 3].map(() => session.accessToken()));

  assert.deepEqual(handed, ["token-2", "token-2", "token-2"]);
  assert.equal(renewals, 1);
});

test("renews a token that the API refused before its time", async () => {
  const session = sessionThat(Infinity, async () => tokens(2, Infinity));

  assert.equal(await session.renewed("token-1"), "token-2");
});

test("does not renew for a refusal of a token that was replaced meanwhile", async () => {
  assert.equal(await sessionThat(Infinity, mustNotRenew).renewed("token-0"), "token-1");
});

test("passes on why a renewal failed, and tries again the next time", async () => {
  const outcomes = [Promise.reject(new Failure("issuer-unreachable")), tokens(2, Infinity)];
  const session = sessionThat(NOW, async () => outcomes.shift());

  await assert.rejects(session.accessToken(), { kind: "issuer-unreachable" });
  assert.equal(await session.accessToken(), "token-2");
});

test("has no person and no token once it has ended", async () => {
  const session = sessionThat(Infinity, mustNotRenew);
  assert.equal(session.person, PERSON);

  assert.equal(session.end().accessToken, "token-1");

  assert.equal(session.person, undefined);
  await assert.rejects(session.accessToken(), { kind: "session-ended" });
});

test("does not come back to life when it ends while a renewal is under way", async () => {
  let finish;
  const session = sessionThat(NOW, () => new Promise((resolve) => (finish = resolve)));
  const waiting = session.accessToken();

  session.end();
  finish(tokens(2, Infinity));

  await assert.rejects(waiting, { kind: "session-ended" });
});
