import { isLikeMnist } from "../api/data/data.js";
import { inquiryOf } from "./examples.js";
import { turned, turnedBy } from "./images.js";
import { described } from "./descriptions.js";
import { isShown } from "./recorded.js";
import { laidOut, mapRows, place, placeUntrained } from "./spaces.js";
import { isRotation, shownSpec, watchedSpec } from "./task.js";

/**
 * What can be asked of the models while they train. Each inquiry says on what its answer depends, and is asked again
 * only when that has changed and a view on screen draws it.
 *
 * @typedef {(model?: Fit) => import("../api/lab/models.js").Models | null} ModelsFor  who answers for a model, or
 *   the run itself; null: nobody
 * @typedef {import("../api/protocol.js").Fit} Fit
 * @typedef {import("../api/protocol.js").Arm} Arm
 * @typedef {import("../api/protocol.js").Tensor} Tensor
 * @typedef {import("../api/protocol.js").Dissection} Dissection
 * @typedef {import("./store.js").Snapshot} Snapshot
 * @typedef {Float32Array | null} Probabilities  null: there is no such model yet
 *
 * @typedef {import("./spaces.js").Space} Space
 * @typedef {import("./spaces.js").Placed} Placed
 *
 * @typedef {{digit: number, task: import("../api/spec.js").Spec["task"], examples: (import("../api/protocol.js").Answered |
 *   undefined)[]}} Examples  of a task; undefined where there is no model yet
 *
 * @typedef {object} Answers
 * @property {Examples | null} [watch]  the test digit on show, as the task shows it, several times
 * @property {Examples | null} [examples]  the test digits that follow it, once each
 * @property {{task: import("../api/spec.js").Spec["task"], epoch: number | null, rows: number[], examples: (import("../api/protocol.js").Answered |
 *   undefined)[]} | null} [bench]  of some test images, one each, by the weights of a kept epoch or as they are
 * @property {{digit: number, turns: Probabilities[], arms: Record<Arm, Probabilities>} | null} [digit]  the test digit on
 *   show: in its four turns by the rotation head, upright by the three models
 * @property {{pixels: Uint8Array, turn: Probabilities, arms: Record<Arm, Probabilities>} | null} [drawn]
 * @property {{digit: number, angle: number, pixels: Uint8Array, turn: Probabilities} | null} [wheel]
 * @property {number[] | null} [checkpoints]  epochs of pretraining whose weights have been kept
 * @property {{digit: number, epoch: number | null, kernels: Tensor, dissection: Dissection} | null} [inside]  the encoder
 *   after a kept epoch, or as it is now
 * @property {{digit: number, turn: number, tensors: Tensor[], dissection: Dissection} | null} [batch]  the digit on show,
 *   turned by `turn` quarters, on its way through the network and back
 * @property {Record<Fit, Uint8Array> | null} [predictions]  of every test image, once the run is done
 * @property {{task: import("../api/spec.js").Spec["task"], found: import("../api/protocol.js").Shortcuts} | null} [shortcuts]
 *   how well the run's task is told without learning anything
 * @property {Record<Space, Placed | null> | null} [spaces]  where the first test images lie in each
 * @property {Layouts} [layouts]  the same by UMAP
 *
 * @typedef {Map<Placed, Float32Array | null>} Layouts  null: could not be laid out
 *
 * @typedef {object} Inquiry
 * @property {keyof Answers} name
 * @property {(now: Snapshot) => unknown[] | null} on  null: not to be asked now
 * @property {(of: ModelsFor, now: Snapshot) => Promise<Partial<Answers>>} ask
 */

/** A model that does not exist yet answers with nothing. @param {ModelsFor} of @param {Fit} model @param {Uint8Array} pixels */
async function predict(of, model, pixels) {
  const probabilities = await of(model)?.predict(model, pixels.slice());
  return probabilities?.length ? probabilities : null;
}

/** @param {ModelsFor} of @param {Uint8Array} pixels @returns {Promise<Record<Arm, Probabilities>>} */
async function askArms(of, pixels) {
  const [self_supervised, supervised, random] = await Promise.all([
    predict(of, "self_supervised", pixels),
    predict(of, "supervised", pixels),
    predict(of, "random", pixels),
  ]);
  return { self_supervised, supervised, random };
}

/** How many test images the bench shows. */
const BENCH = 8;

/** Which ones: those that were recorded, or some from all over, that no pattern of the set repeats. @param {Snapshot} now */
function rowsOf({ recorded, runSpec, data }) {
  if (recorded && runSpec && isShown(runSpec, data)) return recorded.examples.map(({ row }) => row);
  const rows = data?.test.rows ?? 0;
  return Array.from({ length: Math.min(BENCH, rows) }, (_, i) => Math.floor(rows * ((0.618 * i) % 1)));
}

/** @param {Snapshot} now */
const asked = ({ phase }) => phase !== "idle" && phase !== "loading" && phase !== "failed";

/** Whether there is somebody to ask. @param {Snapshot} now */
const answered = (now) => asked(now) || now.guest !== null;

/** The rotation head's answers, where that is the task. @param {Snapshot} now @param {ModelsFor} of @param {Uint8Array} pixels */
const askTurn = (now, of, pixels) => (isRotation(watchedSpec(now).task) ? predict(of, "pretext", pixels) : null);

/** When nothing trains that a layout would take the processor from. @type {import("./store.js").Phase[]} */
const STILL = ["paused", "stopped", "done"];

/** @type {Inquiry[]} */
export const inquiries = [
  inquiryOf(
    "watch",
    ({ digit: row }, perRow) => [0, 1, 2, 3].map((k) => ({ row, number: k % perRow, draw: k })),
    answered,
  ),
  inquiryOf(
    "examples",
    ({ digit }, perRow, rows) =>
      Array.from({ length: 12 }, (_, i) => ({ row: (digit + i) % rows, number: i % perRow, draw: 0 })),
    answered,
  ),
  {
    name: "bench",
    on(now) {
      const known = described(now, shownSpec(now));
      const mine = ["bench", "compose"].includes(now.screen) && now.runSpec && answered(now) && !now.guest;
      return mine && now.data && known
        ? [now.data, now.epoch, now.progress, now.pretrained, now.recorded, known]
        : null;
    },
    async ask(of, now) {
      const { data, epoch, runSpec } = now;
      const run = of();
      const known = runSpec && described(now, runSpec);
      if (!data || !run || !known) return {};
      const rows = rowsOf(now);
      const images = await Promise.all(rows.map(async (row) => (await data.test.images.read(row)).slice()));
      // Sent in one go, so that nobody else's question comes to see these weights.
      const all = await Promise.all([
        epoch !== null && run.show("pretext", { epoch }),
        ...images.map((image, i) =>
          run.answer("pretext", image, Number(rows[i]) % known.examples_per_row, Number(rows[i])),
        ),
        epoch !== null && run.show("pretext", null),
      ]);
      const examples = /** @type {(import("../api/protocol.js").Answered | undefined)[]} */ (all.slice(1, -1));
      return { bench: { task: runSpec.task, epoch, rows, examples } };
    },
  },
  {
    name: "digit",
    on: (now) => (answered(now) && now.data ? [now.data, now.digit, now.progress, now.result] : null),
    async ask(of, now) {
      const { data, digit } = now;
      if (!data) return {};
      const pixels = await data.test.images.read(digit);
      const [turns, arms] = await Promise.all([
        Promise.all([0, 1, 2, 3].map((k) => askTurn(now, of, turned(pixels, k)))),
        askArms(of, pixels),
      ]);
      return { digit: { digit, turns, arms } };
    },
  },
  {
    name: "drawn",
    on: (now) => (answered(now) && now.drawn ? [now.drawn, now.progress, now.result] : null),
    async ask(of, now) {
      const { drawn: pixels } = now;
      if (!pixels) return {};
      const [turn, arms] = await Promise.all([askTurn(now, of, pixels), askArms(of, pixels)]);
      return { drawn: { pixels, turn, arms } };
    },
  },
  {
    name: "wheel",
    on: (now) => (answered(now) && now.data ? [now.data, now.digit, now.wheel, now.progress, now.result] : null),
    async ask(of, { data, digit, wheel: angle }) {
      if (!data) return {};
      const pixels = turnedBy(await data.test.images.read(digit), angle);
      return { wheel: { digit, angle, pixels, turn: await predict(of, "pretext", pixels) } };
    },
  },
  {
    name: "inside",
    on: (now) => (answered(now) && now.data ? [now.data, now.digit, now.epoch, now.progress, now.result] : null),
    async ask(of, { data, digit, guest, ...now }) {
      const model = guest?.model ?? "pretext";
      const epoch = guest ? null : now.epoch;
      const models = of(model);
      if (!data || !models) return {};
      const pixels = (await data.test.images.read(digit)).slice();
      // Sent in one go, so that nobody else's question comes to see these weights.
      const [, tensors, dissection] = await Promise.all([
        epoch !== null && models.show(model, { epoch }),
        models.tensors(model),
        models.dissect(model, pixels, 0),
        epoch !== null && models.show(model, null),
      ]);
      const kernels = tensors[0];
      return { inside: kernels && dissection ? { digit, epoch, kernels, dissection } : null };
    },
  },
  {
    name: "batch",
    on: (now) => (asked(now) && now.data ? [now.data, now.digit, now.progress, now.stepped, now.result] : null),
    async ask(of, { data, digit }) {
      const run = of();
      if (!data || !run || !isLikeMnist(data)) return {}; // the walk through a convolution is drawn for these
      const turn = 1;
      const pixels = (await data.test.images.read(digit)).slice();
      const [tensors, dissection] = await Promise.all([run.tensors("pretext"), run.dissect("pretext", pixels, turn)]);
      return { batch: dissection ? { digit, turn, tensors, dissection } : null };
    },
  },
  {
    name: "checkpoints",
    on: (now) => (asked(now) && now.progress ? [now.progress.history.pretext.length, now.progress.stage] : null),
    ask: async (of) => ({ checkpoints: (await of()?.checkpoints()) ?? null }),
  },
  {
    name: "predictions",
    on: (now) => (now.phase === "done" ? [now.result] : null),
    async ask(of) {
      const run = of();
      if (!run) return {};
      const [pretext, self_supervised, supervised, random] = await Promise.all([
        run.predictions("pretext"),
        run.predictions("self_supervised"),
        run.predictions("supervised"),
        run.predictions("random"),
      ]);
      return { predictions: { pretext, self_supervised, supervised, random } };
    },
  },
  {
    name: "shortcuts",
    on: (now) => (now.screen === "compose" && now.runSpec && asked(now) ? [now.runSpec] : null),
    async ask(of, { runSpec }) {
      const found = await of()?.shortcuts();
      return found && runSpec ? { shortcuts: { task: runSpec.task, found } } : {};
    },
  },
  {
    name: "spaces",
    on: (now) =>
      asked(now) && now.data && now.progress
        ? [now.progress.history.pretext.length, now.phase === "done", now.result]
        : null,
    async ask(of, { data, answers }) {
      const run = of();
      if (!run || !data) return {};
      const rows = mapRows(data);
      const [pretext, supervised, pixels, untrained] = await Promise.all([
        place(run, "pretext", rows),
        place(run, "supervised", rows),
        answers.spaces?.pixels ?? place(run, "pixels", rows),
        answers.spaces?.untrained ?? placeUntrained(run, rows),
      ]);
      return { spaces: { pretext, untrained, supervised, pixels } };
    },
  },
  {
    name: "layouts",
    on: ({ layout, phase, answers }) =>
      layout === "umap" && STILL.includes(phase) && answers.spaces ? [answers.spaces] : null,
    async ask(_, { answers }) {
      const { pretext, untrained, pixels } = answers.spaces ?? {};
      /** @type {Layouts} */
      const layouts = new Map();
      for (const placed of [pretext, untrained, pixels]) {
        if (!placed || placed.near.rows.length === 0) continue;
        // What does not train stays where it is.
        layouts.set(placed, answers.layouts?.get(placed) ?? (await laidOut(placed)));
      }
      return { layouts };
    },
  },
];
