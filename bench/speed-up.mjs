import { Failure } from "../scripts/command.mjs";
import { createLab, loadData, loadTexts } from "../web/api/node.js";
import { presets, withField } from "../web/api/spec.js";
import { isOfTexts } from "../web/api/text/tasks.js";

/** @import {Spec} from "../web/api/spec.js" */
/** @import {Progress} from "../web/api/protocol.js" */

/** A neighbour on the machine slows some moments down: of all stretches as long as this the fastest one counts. */
const STRETCH_SECONDS = 0.4;

/** @param {Progress} progress */
const stepsOf = ({ epoch, step, steps }) => epoch * steps + step;

/**
 * The tasks whose steps are divided among workers: of each objective one, and the one that sends most.
 * @type {Record<string, import("../web/api/spec.js").Spec["task"]>}
 */
export const TASKS = {
  rotation: "rotation",
  jigsaw_tiles: "jigsaw_tiles",
  inpainting: "inpainting",
  next_frame: "next_frame",
  contrastive: "contrastive",
  next_token: "next_token",
  masked_tokens: "masked_tokens",
  "inpainting with a critic": {
    transform: [{ op: "erase" }],
    predict: "changed",
    loss: [{ term: "squared" }, { term: "adversarial" }],
  },
};

/** A run of a few seconds. @param {Spec["task"]} task @returns {Spec} */
function shortRun(task) {
  const ofTexts = { ...presets.definitions, task };
  if (isOfTexts(ofTexts)) return withField(ofTexts, "pretext.steps", 80);
  return { ...withField(withField(presets.fair, "pretext.epochs", 2), "data.unlabelled.count", 5000), task };
}

/**
 * Milliseconds per pretext step in the fastest stretch of a run.
 * @param {any} data
 * @param {number} workers
 * @param {Spec} spec
 * @returns {Promise<number>}
 */
function fastestStep(data, workers, spec) {
  let best = Infinity;
  /** @type {Progress[]} */
  let seen = [];
  return new Promise((resolve, reject) => {
    const lab = createLab({
      workers,
      onProgress(now) {
        if (now.fit !== "pretext" || now.activity !== "train") return;
        const from = seen.findLast(({ seconds }) => now.seconds - seconds >= STRETCH_SECONDS);
        if (from) best = Math.min(best, (1000 * (now.seconds - from.seconds)) / (stepsOf(now) - stepsOf(from)));
        seen = [...seen, now];
      },
      onResult() {
        lab.close();
        resolve(best);
      },
      onFailure: (failure) => reject(new Error(failure.message)),
    });
    lab.start(spec, data, { extent: "pretext" });
  });
}

/**
 * How much faster several workers make the pretext step than one does, in runs that take turns.
 * @param {number} count
 * @param {number} rounds
 * @param {string} name  of one of TASKS
 */
export async function speedUp(count, rounds, name) {
  const spec = shortRun(TASKS[name]);
  const data = await (isOfTexts(spec) ? loadTexts() : loadData());
  let one = Infinity;
  let several = Infinity;
  for (let round = 0; round < rounds; ++round) {
    one = Math.min(one, await fastestStep(data, 1, spec));
    several = Math.min(several, await fastestStep(data, count, spec));
  }
  if (!(one < Infinity && several < Infinity))
    throw new Failure(`--workers: the runs ended before ${STRETCH_SECONDS} s of them could be measured.`);
  return { task: name, count, ms_per_step: several, speed_up: one / several };
}
