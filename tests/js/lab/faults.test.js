// Workers that die, trap or stay away, and messages that get lost: the run goes on and ends with the same digest.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { MessageChannel } from "node:worker_threads";
import { host } from "../../../web/api/node.js";
import { digestOf, fewImages, observedLab, tinySpec } from "../support/runs.js";

/** @typedef {import("../../../web/api/lab/channel.js").WorkerLike} WorkerLike */

const spec = tinySpec(4);

/** @type {string} */
let expected;
before(async () => {
  expected = await digestOf(spec);
});

/**
 * A worker that can be made to die as one does that runs out of memory.
 * @param {{onPost?: (message: any, kill: () => void) => void}} [options]
 */
function mortal({ onPost } = {}) {
  const worker = host.spawn();
  /** @type {(reason: string) => void} */
  let died = () => {};
  const kill = () => {
    worker.terminate();
    died("it was killed");
  };
  return {
    ...worker,
    kill,
    /** @type {WorkerLike["postMessage"]} */
    postMessage(message, transfer) {
      worker.postMessage(message, transfer);
      onPost?.(message, kill);
    },
    /** @type {WorkerLike["onDeath"]} */
    onDeath(listener) {
      died = listener;
      worker.onDeath(listener);
    },
  };
}

for (const [victim, workers] of [
  [0, 1],
  [0, 2],
  [1, 2],
]) {
  test(`worker ${victim} of ${workers} is killed in mid-run`, async () => {
    /** @type {ReturnType<typeof mortal>[]} */
    const made = [];
    const observed = observedLab({ workers, spawn: (index) => (made[index] = mortal()) });
    try {
      const end = observed.end();
      await observed.lab.start(spec, await fewImages());
      await observed.nextProgress();
      made[victim].kill();
      assert.equal((await end).digest, expected);
      assert.equal(observed.spawned(), workers + 1);
      assert.deepEqual(observed.states, ["loading", "running", "done"]);
    } finally {
      observed.lab.close();
    }
  });
}

test("both of two workers are killed, and one of the replacements while it is made ready", async () => {
  /** @type {ReturnType<typeof mortal>[]} */
  const made = [];
  const frail = (/** @type {any} */ message, /** @type {() => void} */ kill) => message.type === "load" && kill();
  const observed = observedLab({
    workers: 2,
    spawn: (index) => (made[index] = mortal(index === 2 ? { onPost: frail } : {})),
  });
  try {
    const end = observed.end();
    await observed.lab.start(spec, await fewImages());
    await observed.nextProgress();
    made[0].kill();
    made[1].kill();
    assert.equal((await end).digest, expected);
  } finally {
    observed.lab.close();
  }
});

test("a worker that is killed while the run is paused is replaced, and the run stays paused", async () => {
  /** @type {ReturnType<typeof mortal>[]} */
  const made = [];
  const observed = observedLab({ workers: 2, spawn: (index) => (made[index] = mortal()) });
  try {
    const end = observed.end();
    await observed.lab.start(spec, await fewImages());
    await observed.lab.pause();
    made[1].kill();
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(observed.lab.state, "paused");
    await observed.lab.stepOnce();
    await observed.lab.resume();
    assert.equal((await end).digest, expected);
    assert.ok(!observed.states.includes("failed"));
  } finally {
    observed.lab.close();
  }
});

test("pause and resume are heeded while a worker is being replaced", async () => {
  /** @type {ReturnType<typeof mortal>[]} */
  const made = [];
  const observed = observedLab({ workers: 2, spawn: (index) => (made[index] = mortal()) });
  try {
    const end = observed.end();
    await observed.lab.start(spec, await fewImages());
    await observed.nextProgress();
    made[1].kill();
    await observed.lab.pause();
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal(observed.lab.state, "paused");
    made[0].kill();
    await observed.lab.resume();
    assert.equal((await end).digest, expected);
  } finally {
    observed.lab.close();
  }
});

test("a trap ends its worker alone: whoever asked hears of it, and the run goes on", async () => {
  const observed = observedLab({ workers: 2 });
  try {
    const end = observed.end();
    await observed.lab.start(spec, await fewImages());
    await observed.nextProgress();
    const nonsense = observed.lab.predict("pretext", /** @type {any} */ (null));
    await assert.rejects(nonsense, {
      code: "trap",
      message: /^The worker stopped while it was asked to predict: .*\.$/,
    });
    assert.equal((await end).digest, expected);
    assert.equal(observed.spawned(), 3);
  } finally {
    observed.lab.close();
  }
});

/**
 * A worker whose connection to peer 1 loses its n-th message.
 * @param {number} lost
 */
function forgetful(lost) {
  const worker = host.spawn();
  /** @type {MessageChannel[]} */
  const relays = [];
  return {
    ...worker,
    /** @type {WorkerLike["postMessage"]} */
    postMessage(message, transfer) {
      const join = /** @type {any} */ (message);
      if (join.type !== "join" || relays.length > 0) return worker.postMessage(message, transfer);
      const relay = new MessageChannel();
      relays.push(relay);
      const outer = join.ports[1];
      let sent = 0;
      relay.port1.on("message", (part) => (sent += 1) !== lost && outer.postMessage(part));
      outer.onmessage = (/** @type {MessageEvent} */ { data }) => relay.port1.postMessage(data);
      worker.postMessage({ ...join, ports: [null, relay.port2] }, /** @type {any} */ ([relay.port2]));
    },
    terminate() {
      for (const { port1 } of relays) port1.close();
      worker.terminate();
    },
  };
}

test("a message between workers gets lost", async () => {
  const observed = observedLab({
    workers: 2,
    patience: 1000,
    spawn: (index) => (index === 0 ? forgetful(5) : host.spawn()),
  });
  try {
    assert.equal((await observed.run(spec)).digest, expected);
    assert.deepEqual(observed.states, ["loading", "running", "done"]);
  } finally {
    observed.lab.close();
  }
});

test("three failures in a row end the run with a sentence, and the models that there are stay", async () => {
  let running = false;
  const doomed = (/** @type {any} */ message, /** @type {() => void} */ kill) =>
    running && message.type === "run" && kill();
  const observed = observedLab({ workers: 2, spawn: () => mortal({ onPost: doomed }) });
  try {
    const end = observed.end();
    await observed.lab.start(tinySpec(1000), await fewImages());
    await observed.nextProgress();
    await observed.lab.pause();
    running = true;
    observed.lab.resume();
    await assert.rejects(end, {
      code: "worker_lost",
      message: "A worker was lost: it was killed. This was failure 3 in a row.",
    });
    assert.equal(observed.lab.state, "failed");
    const pixels = await (await fewImages()).test.images.read(0);
    assert.equal((await observed.lab.predict("pretext", pixels)).length, 4);
    running = false;
    assert.equal((await observed.run(spec)).digest, expected);
  } finally {
    observed.lab.close();
  }
});

test("a worker whose script does not load is a failure in a sentence", async () => {
  const observed = observedLab({ spawn: () => mortal({ onPost: (_message, kill) => kill() }) });
  try {
    await assert.rejects(observed.run(spec), { code: "worker_lost", message: "A worker was lost: it was killed." });
    assert.equal(observed.lab.state, "failed");
  } finally {
    observed.lab.close();
  }
});

test("a worker that never answers does not hang a start", async () => {
  const deaf = { postMessage() {}, terminate() {}, onMessage() {}, onDeath() {} };
  const observed = observedLab({ patience: 300, spawn: () => deaf });
  try {
    await assert.rejects(observed.run(spec), { code: "worker_lost", message: "A worker does not answer." });
  } finally {
    observed.lab.close();
  }
});

test("a lab that is closed while a worker is being replaced leaves none behind", async () => {
  let alive = 0;
  /** @type {ReturnType<typeof mortal>[]} */
  const made = [];
  const counted = (/** @type {number} */ index) => {
    const worker = mortal();
    alive += 1;
    let dead = false;
    const end = (/** @type {() => void} */ how) => {
      if (!dead) alive -= 1;
      dead = true;
      how();
    };
    return (made[index] = { ...worker, kill: () => end(worker.kill), terminate: () => end(worker.terminate) });
  };
  const observed = observedLab({ workers: 2, spawn: counted });
  await observed.lab.start(spec, await fewImages());
  made[0].kill();
  observed.lab.close();
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.equal(observed.lab.state, "idle");
  assert.equal(alive, 0);
  assert.ok(!observed.states.includes("failed"));
});
