import assert from "node:assert/strict";
import { test } from "node:test";
import { initialOf, toneOf } from "../target/classes/client/js/people.js";

for (const [name, initial] of [
  ["ada", "A"],
  [" grace@example.com", "G"],
  ["👩‍👩‍👧‍👦 family", "👩‍👩‍👧‍👦"],
  ["مريم", "م"],
  ["  ", "?"],
]) {
  test(`the initial of ${JSON.stringify(name)} is ${initial}`, () => {
    assert.equal(initialOf(name), initial);
  });
}

test("a name always has the same one of eight colours", () => {
  const tones = Array.from({ length: 200 }, (_, index) => toneOf(`person ${index}`));

  assert.equal(toneOf("ada"), toneOf("ada"));
  assert.deepEqual([...new Set(tones)].sort(), [0, 1, 2, 3, 4, 5, 6, 7]);
});
