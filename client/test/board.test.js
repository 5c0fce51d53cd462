import assert from "node:assert/strict";
import { test } from "node:test";
import { Board } from "../target/classes/client/js/board.js";
import { Failure } from "../target/classes/client/js/failure.js";
import { NOTHING_SHOWN } from "../target/classes/client/js/messages.js";

const MESSAGE = { id: "01A", author: "ada", text: "hello", postedAt: "2030-01-01T00:00:00.000Z" };

/** A board whose posts end as told, with the posts that it made. */
function boardWith(outcomes) {
  const posts = [];
  const api = {
    post: async (text, key) => {
      posts.push({ text, key });
      const outcome = outcomes.shift();
      if (outcome instanceof Failure) {
        throw outcome;
      }
      return outcome;
    },
  };
  const page = {
    model: { shown: NOTHING_SHOWN },
    update: (change) => Object.assign(page.model, change),
    show: () => {},
    showAtText: () => {},
  };
  const view = { text: "hello", focusText: () => {} };
  return { board: new Board(api, page, view), view, posts };
}

test("tries the same text again under the same key", async () => {
  const { board, posts } = boardWith([new Failure("api-unreachable"), MESSAGE]);

  await board.send();
  await board.send();

  assert.equal(posts.length, 2);
  assert.equal(posts[1].key, posts[0].key);
  assert.match(posts[0].key, /^[0-9a-f-]{36}$/);
});

test("posts another text under another key", async () => {
  const { board, view, posts } = boardWith([new Failure("api-unavailable"), MESSAGE]);

  await board.send();
  view.text = "hello!";
  await board.send();

  assert.notEqual(posts[1].key, posts[0].key);
});

test("posts the same text anew once it has been sent", async () => {
  const { board, view, posts } = boardWith([MESSAGE, MESSAGE]);

  await board.send();
  view.text = "hello";
  await board.send();

  assert.notEqual(posts[1].key, posts[0].key);
});
