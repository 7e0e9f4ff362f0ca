// Nothing is lost: what a run comes to is the same after a worker was killed, a message was lost, the page was reloaded.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { engines } from "../support/engines.js";
import { until } from "../support/page.js";
import { serveTestPages } from "../support/pages.js";

/** A run of a few seconds. */
const SHORT = {
  "data.unlabelled.count": 800,
  "pretext.epochs": 3,
  "transfer.epochs": 3,
  "supervised.epochs": 2,
  "data.labelled.count": 200,
};

/** @type {import("../support/server.js").Server} */
let server;
/** @type {string} */
let expected;

before(async () => {
  server = await serveTestPages();
  expected = (await withPage("chromium", (page) => call(page, "run", { workers: 1 }))).digest;
});
after(() => server.close());

/**
 * @template T
 * @param {string} engine
 * @param {(page: import("../support/page.js").Page) => Promise<T>} body
 */
async function withPage(engine, body) {
  const browser = await engines[engine]();
  try {
    const page = await browser.newPage();
    await open(page);
    return await body(page);
  } finally {
    await browser.close();
  }
}

/** @param {import("../support/page.js").Page} page */
async function open(page) {
  await page.goto(`${server.origin}/lab.html`);
  await until(page, () => "pretext" in globalThis);
}

/**
 * @param {import("../support/page.js").Page} page
 * @param {"run" | "begin" | "goOn" | "forget"} name
 * @param {object} [options]
 * @returns {Promise<any>}
 */
function call(page, name, options = {}) {
  return page.evaluate((what, how) => /** @type {any} */ (globalThis).pretext[what](how), name, {
    set: SHORT,
    ...options,
  });
}

/** @type {[what: string, options: object][]} */
const HARMS = [
  ["a worker is killed", { workers: 2, harm: "kill" }],
  ["the only worker is killed", { workers: 1, harm: "kill" }],
  ["the core traps", { workers: 2, harm: "trap" }],
  ["a gradient is lost on its way", { workers: 2, harm: "lose" }],
  ["the clock jumps by an hour", { workers: 2, harm: "sleep" }],
];

for (const [what, options] of HARMS) {
  test(`${what}: the run ends with the same digest`, async () => {
    const outcome = await withPage("chromium", (page) => call(page, "run", options));
    assert.equal(outcome.failure, undefined);
    assert.equal(outcome.digest, expected);
  });
}

test("workers that trap whatever is done: a sentence, and the last state stays", async () => {
  const { failure, checkpoints } = await withPage("chromium", (page) =>
    call(page, "run", { workers: 1, harm: "trap always" }),
  );
  assert.match(failure.message, /3 in a row\.$/);
  assert.ok(checkpoints >= 1);
});

for (const engine of Object.keys(engines)) {
  test(`${engine}: a reloaded page goes on, refuses other data, and forgets`, async () => {
    await withPage(engine, async (page) => {
      assert.equal(await call(page, "goOn", { workers: 2 }), null, "nothing is kept at first");
      const space = await call(page, "begin", { workers: 2 });
      assert.ok(space > 100_000 && space < 10_000_000, `${space} bytes`);
      await page.reload();
      await until(page, () => "pretext" in globalThis);
      const { failure } = await call(page, "goOn", { workers: 1, changed: true });
      assert.match(failure.message, /made with other data: train labels have changed/);
      await page.reload();
      await until(page, () => "pretext" in globalThis);
      const { digest } = await call(page, "goOn", { workers: 1 });
      assert.equal(digest, expected);
      assert.equal(await call(page, "forget"), 0);
      assert.deepEqual(page.messages, []);
    });
  });
}
