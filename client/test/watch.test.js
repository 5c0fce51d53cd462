import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { Watch } from "../target/classes/client/js/watch.js";

/** What the watch hears of the document. */
class Sight extends EventTarget {
  hidden = false;

  turn(hidden) {
    this.hidden = hidden;
    this.dispatchEvent(new Event("visibilitychange"));
  }
}

const settled = () => new Promise((done) => setImmediate(done));

async function watching(pause, check) {
  mock.timers.enable({ apis: ["setTimeout"] });
  const sight = new Sight();
  let looks = 0;
  const watch = new Watch(async () => {
    looks++;
    return pause();
  }, sight);
  try {
    await check({ watch, sight, looks: () => looks, tick: async (ms) => {
      mock.timers.tick(ms);
      await settled();
    } });
  } finally {
    watch.stop();
    mock.timers.reset();
  }
}

test("looks at once, and again after each pause", async () => {
  await watching(() => 4_000, async ({ watch, looks, tick }) => {
    await watch.start();
    assert.equal(looks(), 1);

    await tick(3_999);
    assert.equal(looks(), 1);
    await tick(1);
    assert.equal(looks(), 2);
  });
});

test("does not look while nobody can see, and at once when somebody can", async () => {
  await watching(() => 4_000, async ({ watch, sight, looks, tick }) => {
    await watch.start();
    sight.turn(true);
    await tick(60_000);
    assert.equal(looks(), 1);

    sight.turn(false);
    await settled();
    assert.equal(looks(), 2);
  });
});

test("stops where another look would be no better", async () => {
  await watching(() => Infinity, async ({ watch, sight, looks, tick }) => {
    await watch.start();
    await tick(60_000);
    sight.turn(false);
    await settled();

    assert.equal(looks(), 1);
  });
});

test("stops when it is told to, and starts again", async () => {
  await watching(() => 4_000, async ({ watch, looks, tick }) => {
    await watch.start();
    watch.stop();
    await tick(60_000);
    assert.equal(looks(), 1);

    await watch.start();
    assert.equal(looks(), 2);
  });
});

test("has one look at a time", async () => {
  let finish;
  await watching(
    () => new Promise((done) => (finish = done)),
    async ({ watch, looks }) => {
      const first = watch.start();
      await watch.now();
      assert.equal(looks(), 1);
      finish(4_000);
      await first;
    },
  );
});
