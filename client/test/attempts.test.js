import assert from "node:assert/strict";
import { test } from "node:test";
import { Attempts } from "../target/classes/client/js/attempts.js";

test("gives the same text the same key until it is known what became of it", () => {
  const attempts = new Attempts();
  const key = attempts.keyFor("hello");

  assert.equal(attempts.keyFor("hello"), key);

  attempts.settle();
  assert.notEqual(attempts.keyFor("hello"), key);
});

test("gives another text another key", () => {
  const attempts = new Attempts();

  assert.notEqual(attempts.keyFor("hello"), attempts.keyFor("hello!"));
});

test("goes on with the attempt of the page before", () => {
  const attempts = new Attempts({ text: "hello", key: "key-1" });

  assert.equal(attempts.keyFor("hello"), "key-1");
  assert.deepEqual(attempts.last, { text: "hello", key: "key-1" });
});

test("makes keys that the API takes", () => {
  assert.match(new Attempts().keyFor("hello"), /^[!-+\--~]{1,64}$/);
});
