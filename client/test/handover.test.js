import assert from "node:assert/strict";
import { test } from "node:test";
import { Handover } from "../target/classes/client/js/handover.js";

const DRAFT = { text: "half a thought", attempt: { text: "half a thought", key: "key-1" } };
const PENDING = { state: "s", nonce: "n", verifier: "v" };

/** The part of the browser's storage that is used, with its contents in sight. */
class TabStorage extends Map {
  getItem(name) {
    return this.get(name) ?? null;
  }
  setItem(name, value) {
    this.set(name, value);
  }
  removeItem(name) {
    this.delete(name);
  }
}

const blocked = new Handover(() => {
  throw new Error("SecurityError");
});

test("gives back what it kept, once", () => {
  const storage = new TabStorage();
  const handover = new Handover(() => storage);

  handover.keepSignIn(PENDING);
  handover.keepDraft(DRAFT);
  handover.keepReturn();

  assert.deepEqual(handover.takeSignIn(), PENDING);
  assert.deepEqual(handover.takeDraft(), DRAFT);
  assert.equal(handover.takeReturn(), true);
  assert.equal(storage.size, 0);
  assert.equal(handover.takeSignIn(), undefined);
  assert.deepEqual(handover.takeDraft(), { text: "" });
  assert.equal(handover.takeReturn(), false);
});

test("keeps no empty draft", () => {
  const storage = new TabStorage();

  new Handover(() => storage).keepDraft({ text: "" });

  assert.equal(storage.size, 0);
});

test("says so where the browser blocks storage and a sign-in cannot be kept", () => {
  assert.throws(() => blocked.keepSignIn(PENDING), { kind: "storage-blocked" });
});

test("goes on without a draft where the browser blocks storage", () => {
  blocked.keepDraft(DRAFT);
  blocked.keepReturn();

  assert.deepEqual(blocked.takeDraft(), { text: "" });
  assert.equal(blocked.takeReturn(), false);
  assert.equal(blocked.takeSignIn(), undefined);
});
