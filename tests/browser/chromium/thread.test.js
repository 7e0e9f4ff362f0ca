// What the page's own thread does with the data: nothing. It is counted, not timed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { open, start } from "./harness.js";

const { server, browser } = await start();

/** Notes the sizes, in bytes, of what the thread makes, reads and sends. */
function watch() {
  const seen = { made: 0, read: 0, sent: 0, workers: 0 };
  Object.assign(globalThis, { seen });
  /** @param {keyof typeof seen} what @param {number} bytes */
  const note = (what, bytes) => (seen[what] = Math.max(seen[what], bytes));
  const scope = /** @type {any} */ (globalThis);
  for (const name of ["ArrayBuffer", "Uint8Array", "Float32Array"]) {
    scope[name] = new Proxy(scope[name], {
      construct(target, args, as) {
        const made = Reflect.construct(target, args, as === scope[name] ? target : as);
        note("made", made.byteLength);
        return made;
      },
    });
  }
  for (const type of [Blob, Response]) {
    const read = type.prototype.arrayBuffer;
    type.prototype.arrayBuffer = async function () {
      const buffer = await read.call(this);
      note("read", buffer.byteLength);
      return buffer;
    };
  }
  const post = Worker.prototype.postMessage;
  /** @type {(value: any) => number} */
  const bytesIn = (value) => {
    if (value instanceof WebAssembly.Module || value instanceof Blob) return 0;
    if (ArrayBuffer.isView(value)) return value.byteLength;
    if (typeof value !== "object" || value === null) return String(value).length;
    return Object.values(value).reduce((sum, one) => sum + bytesIn(one), 0);
  };
  Worker.prototype.postMessage = function (/** @type {any[]} */ ...args) {
    note("sent", bytesIn(args[0]));
    seen.workers += Number(args[0].type === "load");
    return post.apply(this, /** @type {any} */ (args));
  };
}

test("the page's thread neither unpacks nor copies the data", { timeout: 120_000 }, async () => {
  const { page, context, misdeeds } = await open(browser, server.origin);
  await page.addInitScript(watch);
  await page.goto(`${server.origin}/#preset=fair`);
  await page.reload();
  await page.getByRole("button", { name: "Start", exact: true }).click();
  await page.getByText(/Pretraining, epoch/).waitFor();
  const { made, read, sent, workers } = await page.evaluate(() => /** @type {any} */ (globalThis).seen);
  assert.ok(workers > 0, "workers were given data");
  assert.ok(read > 10_000 && read < 100_000, `${read} bytes read at once`);
  // Test images are 7.8 MB, training images 11.8 MB; a run's kept state is half a megabyte.
  assert.ok(made < 2_000_000, `${made} bytes made at once`);
  assert.ok(sent < 100_000, `${sent} bytes sent at once`);
  assert.deepEqual(misdeeds, []);
  await context.close();
});
