import assert from "node:assert/strict";
import { test } from "node:test";
import { LIMIT, complaintAbout, lengthOf, roomIn } from "../target/classes/client/js/draft.js";

test("counts code points, without the white space around the text", () => {
  assert.equal(lengthOf("  👋 hi\n"), 4);
});

for (const blank of ["", "   ", "\n\t"]) {
  test(`asks for a message where there is only ${JSON.stringify(blank)}`, () => {
    assert.equal(complaintAbout(blank), "Write a message first.");
  });
}

test("has nothing to complain about up to the limit", () => {
  assert.equal(complaintAbout("a"), undefined);
  assert.equal(complaintAbout("😀".repeat(LIMIT)), undefined);
});

test("says how much to take out beyond the limit", () => {
  assert.equal(
    complaintAbout("a".repeat(LIMIT + 1)),
    "A message can have up to 2,000 characters. Take out 1 character.",
  );
});

test("counts only when the limit comes near", () => {
  assert.equal(roomIn("a".repeat(1600)), "");
  assert.equal(roomIn("a".repeat(1601)), "399 characters left");
  assert.equal(roomIn("a".repeat(LIMIT)), "0 characters left");
  assert.equal(roomIn("a".repeat(LIMIT + 1)), "1 character too many");
});
