import assert from "node:assert/strict";
import { performance } from "node:perf_hooks";
import { before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { loadPacked } from "../../../web/api/data/loading.js";
import { host } from "../../../web/api/node.js";
import { digestOf, fewImages, observedLab, tinySpec } from "../support/runs.js";

/** @typedef {ReturnType<typeof observedLab>} Observed */

/** Lasts until it is stopped. */
const LONG = tinySpec(1000);

/** @type {string} */
let expected;
before(async () => {
  expected = await digestOf(tinySpec());
});

/**
 * @param {string} title
 * @param {Parameters<typeof observedLab>[0]} options
 * @param {(observed: Observed) => Promise<void>} body
 */
function labTest(title, options, body) {
  test(title, async () => {
    const observed = observedLab(options);
    try {
      await body(observed);
    } finally {
      observed.lab.close();
    }
  });
}

/** Steps of all finished epochs and the one under way. */
const updatesOf = (/** @type {import("../../../web/api/protocol.js").Progress} */ { epoch, step, steps }) =>
  epoch * steps + step;

labTest("a run goes from loading to done and tells how it goes", { workers: 2 }, async (observed) => {
  assert.equal(observed.lab.state, "idle");
  const result = await observed.run(tinySpec());
  assert.equal(result.digest, expected);
  assert.deepEqual(observed.states, ["loading", "running", "done"]);
  observed.progress.reduce((before, now) => {
    assert.ok(now.fraction >= before.fraction);
    assert.ok(now.seconds >= before.seconds);
    return now;
  });
  assert.equal(observed.progress.at(-1)?.fraction, 1);
});

for (const workers of [1, 3]) {
  labTest(`pause, resume and single steps change nothing, ${workers} workers`, { workers }, async (observed) => {
    const { lab } = observed;
    const end = observed.end();
    await lab.start(tinySpec(), await fewImages());
    await lab.pause();
    assert.equal(lab.state, "paused");
    for (let step = 0; step < 5; step += 1) await lab.stepOnce();
    await lab.resume();
    assert.equal(lab.state, "running");
    assert.equal((await end).digest, expected);
  });

  labTest(
    `a single step is one unit, however fast they are asked for, ${workers} workers`,
    { workers },
    async (observed) => {
      const { lab, progress } = observed;
      await lab.start(LONG, await fewImages());
      await lab.pause();
      const before = updatesOf(/** @type {any} */ (progress.at(-1)));
      await lab.stepOnce();
      assert.equal(updatesOf(/** @type {any} */ (progress.at(-1))), before + 1);
      await Promise.all([lab.stepOnce(), lab.stepOnce(), lab.stepOnce()]);
      assert.equal(updatesOf(/** @type {any} */ (progress.at(-1))), before + 4);
    },
  );
}

labTest("a run can be opened paused, before its first step", {}, async (observed) => {
  const end = observed.end();
  await observed.lab.start(tinySpec(), await fewImages(), { paused: true });
  assert.equal(observed.lab.state, "paused");
  assert.deepEqual(await observed.lab.checkpoints(), [0]);
  await observed.lab.stepOnce();
  assert.equal(observed.progress.at(-1)?.step, 1);
  await observed.lab.resume();
  assert.equal((await end).digest, expected);
});

labTest("models can be seen with other weights, of a file or of an earlier epoch", {}, async (observed) => {
  const { lab } = observed;
  const result = await observed.run(tinySpec());
  const { correct, n } = result.results.supervised.full;
  const score = await lab.score("supervised");
  assert.deepEqual({ correct: score.correct, n: score.n }, { correct, n });

  const file = await lab.weights("supervised");
  const own = await lab.score("random");
  await lab.show("random", { file });
  assert.deepEqual(await lab.score("random"), score);
  await assert.rejects(lab.show("random", { file: file.slice(0, 100) }), /^PretextError: weights: the header's length/);
  assert.deepEqual(await lab.score("random"), score);
  await lab.show("random", null);
  assert.deepEqual(await lab.score("random"), own);

  const trained = await lab.tensors("pretext");
  const epochs = await lab.checkpoints();
  assert.equal(epochs[0], 0);
  await lab.show("pretext", { epoch: 0 });
  assert.notDeepEqual(await lab.tensors("pretext"), trained);
  await lab.show("pretext", { epoch: epochs.at(-1) ?? -1 });
  assert.deepEqual(await lab.tensors("pretext"), trained);
  await assert.rejects(lab.show("pretext", { epoch: 999 }), /no weights have been kept of epoch 999/);
});

// A running worker tells its progress each 100 ms of its own clock, and once more when it stops: one that acts at once hardly
// comes to tell it in between, however long others keep the machine. A resumed one answers after its first slice of some 30 ms, which is a few dozen steps.
labTest("pause, resume and stop act at once", { workers: 2 }, async (observed) => {
  const { lab, progress } = observed;
  await lab.start(LONG, await fewImages());
  const toldUntil = async (/** @type {Promise<void>} */ end) => {
    const before = progress.length;
    await end;
    return progress.length - before;
  };
  const timeOf = async (/** @type {() => Promise<unknown>} */ body) => {
    const begin = performance.now();
    await body();
    return performance.now() - begin;
  };
  let told = Infinity;
  const times = { resume: Infinity, step: Infinity };
  for (let round = 0; round < 10; round += 1) {
    await observed.nextProgress();
    told = Math.min(told, await toldUntil(lab.pause()));
    times.step = Math.min(times.step, await timeOf(() => lab.stepOnce()));
    assert.equal(await toldUntil(sleep(120)), 0, "a paused run stands still");
    times.resume = Math.min(times.resume, await timeOf(() => lab.resume()));
  }
  assert.ok(told <= 3, `told ${told} times until it paused`);
  assert.ok(times.resume < 50 * times.step, `${times.resume} ms to resume, ${times.step} ms for a step`);
  told = Infinity;
  for (let round = 0; told > 3 && round < 10; round += 1) {
    if (round > 0) await lab.start(LONG, await fewImages());
    await observed.nextProgress();
    told = await toldUntil(lab.stop());
  }
  assert.ok(told <= 3, `told ${told} times until it stopped`);
});

labTest("a stopped run keeps its models and does not go on", { workers: 2 }, async (observed) => {
  const { lab } = observed;
  const pixels = await (await fewImages()).test.images.read(0);
  await lab.start(LONG, await fewImages());
  await observed.nextProgress();
  await lab.stop();
  assert.equal(lab.state, "stopped");
  await lab.resume();
  await lab.stepOnce();
  await lab.pause();
  assert.equal(lab.state, "stopped");
  const turns = await lab.predict("pretext", pixels);
  assert.equal(turns.length, 4);
  assert.ok(Math.abs(turns.reduce((a, b) => a + b) - 1) < 1e-5);
  assert.equal((await lab.predict("supervised", pixels)).length, 0);
});

labTest("what is asked of a run in the wrong state does nothing", {}, async ({ lab, states }) => {
  await lab.pause();
  await lab.resume();
  await lab.stepOnce();
  await lab.stop();
  await lab.reset();
  assert.equal(lab.state, "idle");
  assert.deepEqual(states, []);
  await assert.rejects(lab.predictions("random"), { code: "unsupported", message: "No run has been started." });
});

labTest("a run can be started while another one is under way, loading or running", { workers: 2 }, async (observed) => {
  const { lab } = observed;
  const end = observed.end();
  const data = await fewImages();
  const loading = lab.start(LONG, data);
  const second = lab.start(LONG, data);
  await loading;
  await second;
  assert.equal(lab.state, "running");
  await observed.nextProgress();
  await lab.start(tinySpec(), data);
  assert.equal((await end).digest, expected);
  assert.equal(observed.spawned(), 2, "the workers are kept");
});

labTest("of two starts at once the later one wins, from any state", { workers: 2 }, async (observed) => {
  const { lab } = observed;
  const data = await fewImages();
  await lab.start(LONG, data);
  const end = observed.end();
  await Promise.all([lab.start(LONG, data), lab.start(tinySpec(), data)]);
  assert.equal((await end).digest, expected);
});

labTest("a reset while loading leaves nothing behind", { workers: 2 }, async (observed) => {
  const { lab } = observed;
  const data = await fewImages();
  const idle = lab.start(LONG, data);
  await lab.stop();
  await idle;
  assert.equal(lab.state, "idle");
  for (const end of [() => lab.reset(), () => lab.stop()]) {
    const loading = lab.start(LONG, data);
    await new Promise((resolve) => setTimeout(resolve, 1));
    await end();
    await loading;
    assert.ok(["idle", "stopped"].includes(lab.state), lab.state);
  }
  assert.equal((await observed.run(tinySpec())).digest, expected);
});

labTest("another number of workers counts from the next start on", { workers: 1 }, async (observed) => {
  const { lab } = observed;
  assert.equal((await observed.run(tinySpec())).digest, expected);
  lab.workers = 3;
  assert.equal((await observed.run(tinySpec())).digest, expected);
  assert.equal(observed.spawned(), 4);
});

labTest(
  "a spec that does not fit the data is a failure in one sentence, and the lab is good for another",
  {},
  async (observed) => {
    const spec = tinySpec();
    spec.data.unlabelled = { from: 250, count: 200 };
    await assert.rejects(observed.run(spec), {
      code: "bad_spec",
      message: "spec: 'data.unlabelled' asks for rows 250 to 450, but the train split has 400.",
    });
    assert.equal(observed.lab.state, "failed");
    assert.equal((await observed.run(tinySpec())).digest, expected);
  },
);

labTest("data that the core refuses are a failure in one sentence", {}, async (observed) => {
  const data = await fewImages();
  const labels = new Uint8Array(await data.files.train_labels.arrayBuffer());
  labels[8 + 5] = 10;
  const end = observed.end();
  observed.lab.start(tinySpec(), { ...data, files: { ...data.files, train_labels: new Blob([labels]) } });
  await assert.rejects(end, { code: "bad_data", message: "train labels: expected classes 0 to 9, found 10 at row 5." });
  assert.equal((await observed.run(tinySpec())).digest, expected);
});

labTest("divergence is a failure in one sentence that names the field", { workers: 2 }, async (observed) => {
  const spec = tinySpec();
  spec.data.pixels = "raw";
  Object.assign(spec.pretext, { optimiser: "sgd", learning_rate: 1000 });
  await assert.rejects(observed.run(spec), (/** @type {any} */ error) => {
    assert.equal(error.code, "diverged");
    assert.match(
      error.message,
      /^pretext: the loss is no longer a finite number in epoch 1, step \d+; a smaller pretext/,
    );
    return true;
  });
  assert.equal(observed.lab.state, "failed");
  const pixels = await (await fewImages()).test.images.read(0);
  for (const p of await observed.lab.predict("pretext", pixels)) assert.ok(Number.isFinite(p));
});

test("a module that can't be fetched is a sentence, and the next start tries again", async () => {
  let broken = true;
  const { Lab } = await import("../../../web/api/lab/lab.js");
  /** @type {string[]} */
  const told = [];
  const compile = () => (broken ? Promise.reject(new TypeError("Failed to fetch")) : host.compile("images"));
  const lab = new Lab({ ...host, compile }, { onFailure: ({ message }) => void told.push(message) });
  try {
    await lab.start(LONG, await fewImages());
    assert.deepEqual(told, ["The WebAssembly module could not be loaded: Failed to fetch."]);
    broken = false;
    await lab.start(LONG, await fewImages());
    assert.equal(lab.state, "running");
  } finally {
    lab.close();
  }
});

test("what is sent to workers by a start is small: the data are read by workers alone", async () => {
  /** @type {[string, number][]} */
  const sent = [];
  const spawn = () => {
    const worker = host.spawn();
    return {
      ...worker,
      /** @type {typeof worker.postMessage} */
      postMessage(message, transfer) {
        sent.push([/** @type {any} */ (message).type, bytesIn(message)]);
        worker.postMessage(message, transfer);
      },
    };
  };
  const observed = observedLab({ workers: 3, spawn });
  try {
    const data = await loadPacked({ ...host, spawn });
    await observed.lab.start(LONG, data);
    await observed.nextProgress();
  } finally {
    observed.lab.close();
  }
  const types = new Set(sent.map(([type]) => type));
  for (const type of ["fetch", "init", "load", "open", "join", "run"]) assert.ok(types.has(type), type);
  for (const [type, bytes] of sent) assert.ok(bytes < 10_000, `${bytes} bytes to ${type}`);
});

/**
 * What a message takes with it. A module is shared, and what is in a blob stays where it is.
 * @param {unknown} value
 * @returns {number}
 */
function bytesIn(value) {
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
  if (typeof value === "string") return value.length;
  if (value === null || typeof value !== "object") return 8;
  return Object.values(value).reduce((sum, one) => sum + bytesIn(one), 0);
}

labTest("a closed lab stays closed", { workers: 2 }, async ({ lab, states }) => {
  const starting = lab.start(LONG, await fewImages());
  lab.close();
  await starting;
  assert.equal(lab.state, "idle");
  assert.ok(!states.includes("failed"));
});
