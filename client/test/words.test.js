import assert from "node:assert/strict";
import { test } from "node:test";
import { Failure } from "../target/classes/client/js/failure.js";
import {
  connectionWords,
  countOf,
  isAboutTheText,
  waitingWords,
  wordsFor,
} from "../target/classes/client/js/words.js";

test("offers to sign in again when the session has ended, and is calm about it", () => {
  const words = wordsFor(new Failure("session-ended"));

  assert.equal(words.title, "Your session has ended");
  assert.equal(words.remedy, "sign-in");
  assert.equal(words.button, "Sign in again");
  assert.equal(words.calm, true);
});

test("says a refused text in the API's words where it has some", () => {
  const detail = "The text must not be blank.";

  assert.equal(wordsFor(new Failure("text-refused", { detail })).text, detail);
  assert.match(wordsFor(new Failure("text-refused")).text, /did not accept the text/);
});

test("does not repeat what a stranger's server says about its own troubles", () => {
  const words = wordsFor(new Failure("api-unavailable", { detail: "secret", code: "HTTP 502" }));

  assert.doesNotMatch(words.text, /secret/);
  assert.equal(words.code, "HTTP 502");
});

test("says for how long to wait", () => {
  assert.equal(waitingWords(1), "in 1 second");
  assert.equal(waitingWords(90), "in 90 seconds");
  assert.equal(waitingWords(91), "in 2 minutes");
});

test("names the permission that is missing, where it is known", () => {
  assert.match(wordsFor(new Failure("forbidden", { scope: "messages:write" })).text, /“messages:write”/);
  assert.match(wordsFor(new Failure("forbidden")).text, /lacks a permission/);
});

test("has something to say of every state of the connection", () => {
  for (const connection of ["live", "offline", "unreachable", "busy", "ended"]) {
    assert.equal(typeof connectionWords(connection), "string");
  }
});

test("puts at the text what its writer can mend, and only that", () => {
  assert.equal(isAboutTheText(new Failure("text-refused")), true);
  assert.equal(isAboutTheText(new Failure("text-too-large")), true);
  assert.equal(isAboutTheText(new Failure("forbidden")), false);
});

test("offers no button where pressing one would not help", () => {
  assert.equal(wordsFor(new Failure("text-refused")).button, undefined);
});

test("counts in whole words", () => {
  assert.equal(countOf(0, "new message"), "No new messages");
  assert.equal(countOf(1, "new message"), "1 new message");
  assert.equal(countOf(2, "new message"), "2 new messages");
});
