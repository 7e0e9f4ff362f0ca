import assert from "node:assert/strict";
import { test } from "node:test";
import { packCheckpoint, unpackCheckpoint } from "../../../web/api/keep/checkpoint-file.js";
import { presets } from "../../../web/api/spec.js";

const SUM = "0".repeat(64);
const DATA = { train_images: SUM, train_labels: SUM, test_images: SUM, test_labels: SUM };
const FIT = { from: 1, seconds: 2, updates: 3 };

/** A file as from the core, without tensors. */
function coreFile() {
  const metadata = { format: "pretext checkpoint 1", spec: JSON.stringify(presets.quick), version: "1" };
  const header = new TextEncoder().encode(JSON.stringify({ __metadata__: metadata }));
  const file = new Uint8Array(8 + header.length);
  new DataView(file.buffer).setBigUint64(0, BigInt(header.length), true);
  file.set(header, 8);
  return file;
}

test("a checkpoint's clock and data come back as they were, or the file is refused", () => {
  const clock = { seconds: 5, fraction: 0.5, fits: { pretext: FIT } };
  const read = unpackCheckpoint(packCheckpoint(coreFile(), { data: DATA, clock }));
  assert.deepEqual([read.clock, read.data, read.spec], [clock, DATA, presets.quick]);
  for (const bad of [null, {}, { ...clock, seconds: "5" }, { ...clock, fraction: null }, { ...clock, seconds: -1 }]) {
    const file = packCheckpoint(coreFile(), { data: DATA, clock: /** @type {any} */ (bad) });
    assert.throws(() => unpackCheckpoint(file), { message: /expected a file that Pretext has saved/ });
  }
  const fits = { pretext: { ...FIT, updates: "many" } };
  const file = packCheckpoint(coreFile(), { data: DATA, clock: /** @type {any} */ ({ ...clock, fits }) });
  assert.throws(() => unpackCheckpoint(file), { message: /expected a file that Pretext has saved/ });
});
