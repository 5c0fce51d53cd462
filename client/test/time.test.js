import assert from "node:assert/strict";
import { test } from "node:test";
import { exactTime, shortTime } from "../target/classes/client/js/time.js";

const NOW = new Date("2030-06-15T12:00:00Z");
const short = (moment, zone = "UTC") => shortTime(new Date(moment), NOW, "en-GB", zone);

test("says the time alone for today", () => {
  assert.match(short("2030-06-15T00:00:00Z"), /^0?0:00$/);
});

test("says the day for the moment before today began", () => {
  assert.equal(short("2030-06-14T23:59:00Z"), "14 Jun, 23:59");
});

test("says the year for the moment before this year began", () => {
  assert.match(short("2030-01-01T00:00:00Z"), /^1 Jan, 0?0:00$/);
  assert.equal(short("2029-12-31T23:59:00Z"), "31 Dec 2029, 23:59");
});

test("takes the day from the reader's time zone", () => {
  assert.match(short("2030-06-14T23:59:00Z", "Europe/Berlin"), /^0?1:59$/);
});

test("leaves nothing out of the exact time", () => {
  const exact = exactTime(new Date("2030-06-14T23:59:07Z"), "en-GB", "UTC");

  assert.match(exact, /^Friday,? 14 June 2030 at 23:59:07 UTC$/);
});
