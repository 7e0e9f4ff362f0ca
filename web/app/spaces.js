// Where test images lie among each other: in an encoder's features, before and after training, and in their pixels.

import { argmax } from "./images.js";
import { layOut } from "./layout.js";

/**
 * @typedef {"pretext" | "untrained" | "supervised" | "pixels"} Space  untrained: the encoder before its first step
 * @typedef {{points: Float32Array, near: import("../api/protocol.js").Vicinity}} Placed  points: n x 2, two principal components
 * @typedef {import("../api/lab/models.js").Models} Models
 */

/** How many of the test images are placed among each other: all, where there are fewer. @param {import("./store.js").Snapshot["data"]} data */
export const mapRows = (data) => Math.min(1000, data?.test.rows ?? 1000);

/**
 * The first test images in a model's features, or in their pixels; null before there is such a model.
 * @param {Models} models
 * @param {import("../api/protocol.js").Fit | "pixels"} model
 * @param {number} rows
 * @returns {Promise<Placed | null>}
 */
export async function place(models, model, rows) {
  const [points, near] = await Promise.all([models.map(model, rows), models.near(model, rows)]);
  return near ? { points, near } : null;
}

/** The same in what the pretext encoder has made of them before its first step. @param {Models} models @param {number} rows */
export async function placeUntrained(models, rows) {
  // Sent in one go, so that nobody else's question comes to see these weights.
  const [, placed] = await Promise.all([
    models.show("pretext", { epoch: 0 }),
    place(models, "pretext", rows),
    models.show("pretext", null),
  ]);
  return placed;
}

/** The same points, laid out by who is near whom, if that can be done. @param {Placed} placed @returns {Promise<Float32Array | null>} */
export const laidOut = ({ points, near }) =>
  new Promise((resolve) => layOut(points, near, (layout, done) => done && resolve(layout)));

/** How many neighbours in the plane have a vote: as many as in the whole space. */
const VOTERS = 10;

/**
 * How many points are told by those nearest to them in the plane, with a vote each.
 * @param {Float32Array} points  n x 2
 * @param {Uint8Array} labels
 */
export function rightInPlane(points, labels) {
  const n = points.length / 2;
  const far = new Float64Array(VOTERS);
  const voters = new Uint8Array(VOTERS);
  let right = 0;
  for (let row = 0; row < n; row += 1) {
    const [x, y] = [points[2 * row], points[2 * row + 1]];
    far.fill(Infinity);
    for (let i = 0; i < n; i += 1) {
      const distance = (points[2 * i] - x) ** 2 + (points[2 * i + 1] - y) ** 2;
      if (i === row || distance >= far[VOTERS - 1]) continue;
      let place = VOTERS - 1;
      for (; place > 0 && far[place - 1] > distance; place -= 1) {
        far[place] = far[place - 1];
        voters[place] = voters[place - 1];
      }
      far[place] = distance;
      voters[place] = labels[i];
    }
    const votes = new Uint8Array(256);
    for (let k = 0; k < Math.min(VOTERS, n - 1); k += 1) votes[voters[k]] += 1;
    if (n > 1 && argmax(votes) === labels[row]) right += 1;
  }
  return right;
}
