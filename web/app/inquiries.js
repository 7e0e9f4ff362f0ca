import { imageOf, turned, turnedBy } from "./images.js";

/**
 * What can be asked of the models while they train. Each inquiry says on what its answer depends, and is asked again
 * only when that has changed and a view on screen draws it.
 *
 * @typedef {import("../api/lab.js").Lab} Lab
 * @typedef {import("../api/protocol.js").Fit} Fit
 * @typedef {import("../api/protocol.js").Arm} Arm
 * @typedef {import("../api/protocol.js").Tensor} Tensor
 * @typedef {import("../api/protocol.js").Dissection} Dissection
 * @typedef {import("./store.js").Snapshot} Snapshot
 * @typedef {Float32Array | null} Probabilities  null: there is no such model yet
 *
 * @typedef {"pretext" | "supervised" | "pixels"} Space
 *
 * @typedef {object} Answers
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
 * @property {Record<Space, Float32Array> | null} [features]  of the first test images, in three spaces
 * @property {{model: Fit, points: Float32Array} | null} [map]  two coordinates for each of the first test images
 *
 * @typedef {object} Inquiry
 * @property {keyof Answers} name
 * @property {(now: Snapshot) => unknown[] | null} on  null: not to be asked now
 * @property {(lab: Lab, now: Snapshot) => Promise<Partial<Answers>>} ask
 */

/** How many of the test images are placed among each other: all, where there are fewer. @param {Snapshot["data"]} data */
export const mapRows = (data) => Math.min(1000, data?.test.rows ?? 1000);

/** A model that does not exist yet answers with nothing. @param {Lab} lab @param {Fit} model @param {Uint8Array} pixels */
async function predict(lab, model, pixels) {
  const probabilities = await lab.predict(model, pixels.slice());
  return probabilities.length > 0 ? probabilities : null;
}

/** @param {Lab} lab @param {Uint8Array} pixels @returns {Promise<Record<Arm, Probabilities>>} */
async function askArms(lab, pixels) {
  const [self_supervised, supervised, random] = await Promise.all([
    predict(lab, "self_supervised", pixels),
    predict(lab, "supervised", pixels),
    predict(lab, "random", pixels),
  ]);
  return { self_supervised, supervised, random };
}

/** @param {Snapshot} now */
const asked = ({ phase }) => phase !== "idle" && phase !== "loading" && phase !== "failed";

/** @type {Inquiry[]} */
export const inquiries = [
  {
    name: "digit",
    on: (now) => (asked(now) && now.data ? [now.data, now.digit, now.progress, now.result] : null),
    async ask(lab, { data, digit }) {
      if (!data) return {};
      const pixels = imageOf(data.test, digit);
      const [turns, arms] = await Promise.all([
        Promise.all([0, 1, 2, 3].map((k) => predict(lab, "pretext", turned(pixels, k)))),
        askArms(lab, pixels),
      ]);
      return { digit: { digit, turns, arms } };
    },
  },
  {
    name: "drawn",
    on: (now) => (asked(now) && now.drawn ? [now.drawn, now.progress, now.result] : null),
    async ask(lab, { drawn: pixels }) {
      if (!pixels) return {};
      const [turn, arms] = await Promise.all([predict(lab, "pretext", pixels), askArms(lab, pixels)]);
      return { drawn: { pixels, turn, arms } };
    },
  },
  {
    name: "wheel",
    on: (now) => (asked(now) && now.data ? [now.data, now.digit, now.wheel, now.progress, now.result] : null),
    async ask(lab, { data, digit, wheel: angle }) {
      if (!data) return {};
      const pixels = turnedBy(imageOf(data.test, digit), angle);
      return { wheel: { digit, angle, pixels, turn: await predict(lab, "pretext", pixels) } };
    },
  },
  {
    name: "inside",
    on: (now) => (asked(now) && now.data ? [now.data, now.digit, now.epoch, now.progress, now.result] : null),
    async ask(lab, { data, digit, epoch }) {
      if (!data) return {};
      const pixels = imageOf(data.test, digit).slice();
      // Sent in one go, so that nobody else's question comes to see these weights.
      const [, tensors, dissection] = await Promise.all([
        epoch !== null && lab.show("pretext", { epoch }),
        lab.tensors("pretext"),
        lab.dissect("pretext", pixels, 0),
        epoch !== null && lab.show("pretext", null),
      ]);
      const kernels = tensors[0];
      return { inside: kernels && dissection ? { digit, epoch, kernels, dissection } : null };
    },
  },
  {
    name: "batch",
    on: (now) => (asked(now) && now.data ? [now.data, now.digit, now.progress, now.stepped, now.result] : null),
    async ask(lab, { data, digit }) {
      if (!data) return {};
      const turn = 1;
      const pixels = imageOf(data.test, digit).slice();
      const [tensors, dissection] = await Promise.all([lab.tensors("pretext"), lab.dissect("pretext", pixels, turn)]);
      return { batch: dissection ? { digit, turn, tensors, dissection } : null };
    },
  },
  {
    name: "checkpoints",
    on: (now) => (asked(now) && now.progress ? [now.progress.history.pretext.length, now.progress.stage] : null),
    ask: async (lab) => ({ checkpoints: await lab.checkpoints() }),
  },
  {
    name: "predictions",
    on: (now) => (now.phase === "done" ? [now.result] : null),
    async ask(lab) {
      const [pretext, self_supervised, supervised, random] = await Promise.all([
        lab.predictions("pretext"),
        lab.predictions("self_supervised"),
        lab.predictions("supervised"),
        lab.predictions("random"),
      ]);
      return { predictions: { pretext, self_supervised, supervised, random } };
    },
  },
  {
    name: "features",
    // Encoding takes a worker a while, so not in the middle of training.
    on: (now) => (["paused", "stopped", "done"].includes(now.phase) ? [now.progress, now.result] : null),
    async ask(lab, { data }) {
      const [pretext, supervised, pixels] = await Promise.all([
        lab.features("pretext", mapRows(data)),
        lab.features("supervised", mapRows(data)),
        lab.features("pixels", mapRows(data)),
      ]);
      return { features: { pretext, supervised, pixels } };
    },
  },
  {
    name: "map",
    on: (now) => (asked(now) && now.progress ? [now.progress.history.pretext.length, now.phase === "done"] : null),
    async ask(lab, { data }) {
      const points = await lab.map("pretext", mapRows(data));
      return { map: points.length > 0 ? { model: "pretext", points } : null };
    },
  },
];
