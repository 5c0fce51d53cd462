import assert from "node:assert/strict";
import { test } from "node:test";
import {
  NOTHING_SHOWN,
  arrivals,
  withNewest,
  withOlder,
  withPosted,
} from "../target/classes/client/js/messages.js";

const page = (next, ...ids) => ({ messages: ids.map((id) => ({ id })), next });
const ids = (shown) => shown.messages.map((message) => message.id).join("");
const firstPage = withNewest(NOTHING_SHOWN, page("C", "E", "D", "C"));

test("shows the first page as it came", () => {
  assert.equal(ids(firstPage), "EDC");
  assert.equal(firstPage.next, "C");
});

test("adds older messages at the end and knows where the next ones start", () => {
  const shown = withOlder(firstPage, page(null, "B", "A"));

  assert.equal(ids(shown), "EDCBA");
  assert.equal(shown.next, null);
});

test("puts a posted message on top, once", () => {
  const shown = withPosted(withPosted(firstPage, { id: "F" }), { id: "F" });

  assert.equal(ids(shown), "FEDC");
});

test("joins newer messages to the older ones that are already shown", () => {
  const shown = withNewest(withOlder(firstPage, page("A", "B", "A")), page("E", "G", "F", "E"));

  assert.equal(ids(shown), "GFEDCBA");
  assert.equal(shown.next, "A");
});

test("starts anew where messages may be missing in between", () => {
  const shown = withNewest(firstPage, page("G", "I", "H", "G"));

  assert.equal(ids(shown), "IHG");
  assert.equal(shown.next, "G");
});

test("does not take a message of one's own for proof that nothing is missing", () => {
  const shown = withNewest(withPosted(firstPage, { id: "J" }), page("H", "J", "I", "H"));

  assert.equal(ids(shown), "JIH");
});

test("shows others' messages that came before one's own", () => {
  const shown = withNewest(withPosted(firstPage, { id: "G" }), page("E", "G", "F", "E"));

  assert.equal(ids(shown), "GFEDC");
});

test("shows nothing where there is nothing", () => {
  assert.deepEqual(withNewest(NOTHING_SHOWN, page(null)), NOTHING_SHOWN);
});

test("stays the very same where nothing is new", () => {
  assert.equal(withNewest(firstPage, page("C", "E", "D", "C")), firstPage);
});

test("finds the messages that were not there before", () => {
  const arrived = arrivals(firstPage, withNewest(firstPage, page("E", "G", "F", "E")));

  assert.deepEqual(arrived, [{ id: "G" }, { id: "F" }]);
  assert.deepEqual(arrivals(firstPage, firstPage), []);
});
