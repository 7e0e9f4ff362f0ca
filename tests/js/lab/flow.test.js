import assert from "node:assert/strict";
import { test } from "node:test";
import { createLab } from "../../../web/api/node.js";
import { readSpec } from "../../../web/api/spec.js";
import { fewImages, tinySpec } from "../support/runs.js";

/** @import {Flow} from "../../../web/api/protocol.js" */

test("sweeps are told of by their number: the first ones each, then ever fewer, and the last one", async (t) => {
  const data = await fewImages();
  const read = readSpec({ ...tinySpec(1), task: "contrastive" });
  assert.ok(read.ok);
  /** @type {() => void} */
  let end = () => {};
  const ended = new Promise((resolve) => (end = () => resolve(null)));
  const lab = createLab({ workers: 1, onResult: () => end(), onFailure: ({ message }) => t.assert.fail(message) });
  t.after(() => lab.close());
  await lab.start(read.spec, data, { extent: "graph" });
  await ended;
  for (const given of [[7], [0, 1], [3, 3, 5]]) {
    /** @type {Flow[]} */
    const flows = [];
    const labels = given.map((label, row) => ({ row, label }));
    const { accuracy } = await lab.cell(0, { mode: "propagation", labels: 0, given: labels }, (flow) =>
      flows.push(flow),
    );
    const sweeps = flows.filter((flow) => flow.sweeps > 0).map(({ sweep }) => sweep);
    const last = flows.at(-1);
    assert.deepEqual(sweeps.slice(0, 9), [0, 1, 2, 3, 4, 5, 6, 7, 8]);
    assert.ok(sweeps.length < 70 && sweeps.every((sweep, i) => i === 0 || sweep > (sweeps[i - 1] ?? 0)), sweeps.join());
    assert.equal(last?.sweep, last?.sweeps);
    assert.ok(Math.abs((accuracy ?? 0) - (last?.accuracy ?? 1)) < 1e-9);
    assert.ok(
      last?.classes.every((digit) => digit === 255 || given.includes(digit)),
      "only what was given",
    );
  }
});
