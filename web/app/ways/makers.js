// Networks that make images, on `#/neighbours`: what each is trained with, and what is known of it before.

import { presets, withField } from "../../api/spec.js";

/** @typedef {"vae" | "gan"} Maker */
/** @typedef {import("./making.js").Made} Made */

/**
 * What differs from the preset `fair`. Small batches: a generator learns by how often it is answered.
 * @type {Record<Maker, Record<string, number>>}
 */
const TRAINED_WITH = {
  vae: { "pretext.batch": 64, "pretext.micro_batch": 16, "pretext.steps": 3000, "pretext.learning_rate": 0.003 },
  gan: { "pretext.batch": 64, "pretext.micro_batch": 16, "pretext.steps": 2000 },
};

/** How much earlier gradients count for Adam: half, as is usual against an adversary, and as anywhere else. */
export const BETA1 = [0.5, 0.9];

/**
 * @param {Maker} maker
 * @param {number} beta1  of gan
 */
export function specOf(maker, beta1) {
  // Where nothing is said of it, it is the first of these for a GAN.
  const other = maker === "gan" && beta1 !== BETA1[0] && { "pretext.beta1": beta1 };
  const changes = { ...TRAINED_WITH[maker], ...other };
  let spec = withField(presets.fair, "task", maker);
  for (const [path, value] of Object.entries(changes)) spec = withField(spec, path, value);
  return spec;
}

/** Images on show, in rows of as many. */
export const SIDE = { vae: 12, gan: 8 };
/** The plane of codes goes as far from the middle, three standard deviations of what codes should be drawn from. */
export const REACH = 3;
/** Test images of which the code is drawn, and images that are counted by class. */
export const CODED = 500;
export const COUNTED = 500;

/** The middles of the plane's cells, row by row from the top. */
export const planeCodes = Array.from({ length: SIDE.vae ** 2 }, (_, i) => {
  const at = (/** @type {number} */ cell) => (REACH * (2 * cell + 1 - SIDE.vae)) / SIDE.vae;
  return [at(i % SIDE.vae), -at(Math.floor(i / SIDE.vae))];
}).flat();

/** Before the reader has tried one. @type {Made} */
const noMade = {
  phase: "idle",
  progress: null,
  message: null,
  beta1: BETA1[0],
  images: null,
  point: [0, 0],
  drawn: null,
  codes: null,
  counts: null,
  result: null,
};

/** @type {Record<Maker, Made>} */
export const nothingMade = { vae: noMade, gan: noMade };
