import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";

const page = await readFile("target/classes/client/index.html", "utf8");

test("holds no inline code and no inline style, which the Content-Security-Policy forbids", () => {
  assert.doesNotMatch(page, /\son\w+\s*=/i);
  assert.doesNotMatch(page, /\sstyle\s*=|<style/i);
  assert.doesNotMatch(page, /<script(?![^>]*\ssrc=)/i);
});

test("loads nothing from elsewhere", () => {
  assert.doesNotMatch(page, /(?:src|href)="(?:https?:)?\/\//i);
});
