// What a network that was trained on canvases finds there: boxes of where it looks, and how well these do beside guesses.

/**
 * @typedef {[left: number, top: number, right: number, bottom: number]} Box  shares of a canvas's sides
 *
 * @typedef {object} Found  in one example
 * @property {Box} truth
 * @property {Box} box  that is told, or of what is hot
 * @property {[x: number, y: number]} peak  the hottest place, or the middle of the box that is told
 * @property {Float32Array | null} heat  as large as the canvas, 0 to 1; null where a box is told
 *
 * @typedef {object} Measures
 * @property {number} pointing  share of examples whose peak lies in the box (the pointing game: Zhang et al., "Top-down
 *   neural attention by excitation backprop", ECCV 2016)
 * @property {number} overlap  mean intersection over union with the box
 * @property {number} localised  share of examples with an intersection over union of at least a half
 */

/** @import {Localisation} from "../protocol.js" */

/** Share of the hottest value from which on a place is in the box (Zhou et al., CVPR 2016). */
const HOT = 0.2;
/** A guess of anywhere is tried at so many places along each side. */
const PLACES = 7;

/** Intersection over union. @param {ArrayLike<number>} a @param {ArrayLike<number>} b */
export function overlap(a, b) {
  const area = (/** @type {number[]} */ [left, top, right, bottom]) =>
    Math.max(right - left, 0) * Math.max(bottom - top, 0);
  const [one, other] = [Array.from(a), Array.from(b)];
  const both = area([
    Math.max(one[0], other[0]),
    Math.max(one[1], other[1]),
    Math.min(one[2], other[2]),
    Math.min(one[3], other[3]),
  ]);
  const all = area(one) + area(other) - both;
  return all > 0 ? both / all : 0;
}

/** Whether a box that shares so much with the true one has found it, as losses of boxes count it too. @param {number} shared */
export const isFound = (shared) => shared >= 0.5;

/**
 * Values at h x w places, bilinear between the middles of pixels.
 * @param {ArrayLike<number>} values  fromH x fromW
 * @param {number} fromH @param {number} fromW @param {number} h @param {number} w
 */
export function enlarged(values, fromH, fromW, h, w) {
  const between = (/** @type {number} */ at, /** @type {number} */ n, /** @type {number} */ of) => {
    const place = Math.min(Math.max(((at + 0.5) * n) / of - 0.5, 0), n - 1);
    const first = Math.floor(place);
    return { first, second: Math.min(first + 1, n - 1), share: place - first };
  };
  const columns = Array.from({ length: w }, (_, x) => between(x, fromW, w));
  const out = new Float32Array(h * w);
  for (let y = 0; y < h; y++) {
    const row = between(y, fromH, h);
    columns.forEach(({ first, second, share }, x) => {
      const along = (/** @type {number} */ at) =>
        values[at * fromW + first] * (1 - share) + values[at * fromW + second] * share;
      out[y * w + x] = along(row.first) * (1 - row.share) + along(row.second) * row.share;
    });
  }
  return out;
}

/**
 * The box around the largest part, connected by sides, of what is at least `least`; the first of equals, and the whole if
 * nothing is.
 * @param {ArrayLike<number>} heat  h x w
 * @param {number} h @param {number} w @param {number} least
 * @returns {Box}
 */
export function boxOfLargest(heat, h, w, least) {
  const left = Uint8Array.from(heat, (value) => Number(value >= least));
  /** @type {Box} */
  let largest = [0, 0, 1, 1];
  let most = 0;
  for (let start = 0; start < h * w; start++) {
    if (left[start] === 0) continue;
    const part = [start];
    left[start] = 0;
    let box = [w, h, 0, 0];
    for (const at of part) {
      const [x, y] = [at % w, Math.floor(at / w)];
      box = [Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x + 1), Math.max(box[3], y + 1)];
      const beside = [x > 0 && at - 1, x < w - 1 && at + 1, y > 0 && at - w, y < h - 1 && at + w];
      for (const next of beside) {
        if (next === false || left[next] === 0) continue;
        left[next] = 0;
        part.push(next);
      }
    }
    if (part.length > most) [most, largest] = [part.length, [box[0] / w, box[1] / h, box[2] / w, box[3] / h]];
  }
  return largest;
}

/** @param {ArrayLike<number>} values */
const hottest = (values) => {
  let at = 0;
  for (let i = 1; i < values.length; i++) if (values[i] > values[at]) at = i;
  return at;
};

/** @param {Float32Array} edges @param {number} i @returns {Box} */
const boxAt = (edges, i) => /** @type {Box} */ (Array.from(edges.subarray(4 * i, 4 * i + 4)));

/**
 * Each example of what a network has been asked. Maps of a mask are logits, of which those above 0 are in the box.
 * @param {Localisation} of
 * @param {"label" | "box" | "mask"} predict  what its task predicts
 * @returns {Found[]}
 */
export function foundIn({ canvas: [h, w], map: [mapH, mapW], maps, told, truths }, predict) {
  return Array.from({ length: truths.length / 4 }, (_, i) => {
    const truth = boxAt(truths, i);
    if (predict === "box") {
      const box = boxAt(told, i);
      return { truth, box, peak: [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2], heat: null };
    }
    const map = maps.subarray(i * mapH * mapW, (i + 1) * mapH * mapW);
    const at = predict === "mask" ? map.map((logit) => 1 / (1 + Math.exp(-logit))) : enlarged(map, mapH, mapW, h, w);
    const peak = hottest(at);
    const top = at[peak];
    // Where nothing speaks for the class, no place is hot.
    const box = boxOfLargest(at, h, w, predict === "mask" ? 0.5 : top > 0 ? HOT * top : Infinity);
    return {
      truth,
      box,
      peak: [((peak % w) + 0.5) / w, (Math.floor(peak / w) + 0.5) / h],
      heat: at.map((value) => (top > 0 ? Math.max(value, 0) / top : 0)),
    };
  });
}

/** @param {Box} box @param {[number, number]} place */
const holds = ([left, top, right, bottom], [x, y]) => x >= left && x < right && y >= top && y < bottom;

/**
 * @param {{truth: Box, box: Box, peak: [number, number]}[]} found  at least one
 * @returns {Measures}
 */
export function measured(found) {
  const shares = found.map(({ truth, box }) => overlap(truth, box));
  const n = found.length;
  return {
    pointing: found.filter(({ truth, peak }) => holds(truth, peak)).length / n,
    overlap: shares.reduce((sum, share) => sum + share, 0) / n,
    localised: shares.filter(isFound).length / n,
  };
}

/**
 * What guesses come to that look at nothing: a box of the mean size in the middle, and the mean over such boxes anywhere.
 * @param {{truth: Box}[]} found
 * @returns {{centre: Measures, random: Measures}}
 */
export function guessed(found) {
  const mean = (/** @type {(box: Box) => number} */ side) =>
    found.reduce((sum, { truth }) => sum + side(truth), 0) / found.length;
  const [w, h] = [mean(([left, , right]) => right - left), mean(([, top, , bottom]) => bottom - top)];
  const all = (/** @type {[number, number][]} */ places) =>
    measured(
      found.flatMap(({ truth }) =>
        places.map(([x, y]) => {
          const [left, top] = [x * (1 - w), y * (1 - h)];
          return {
            truth,
            box: /** @type {Box} */ ([left, top, left + w, top + h]),
            peak: /** @type {[number, number]} */ ([left + w / 2, top + h / 2]),
          };
        }),
      ),
    );
  const along = Array.from({ length: PLACES }, (_, i) => (i + 0.5) / PLACES);
  return {
    centre: all([[0.5, 0.5]]),
    random: all(along.flatMap((x) => along.map((y) => /** @type {[number, number]} */ ([x, y])))),
  };
}

/**
 * How well the pretext model of a lab finds images on canvases, and how well it did before it was trained, on the first test
 * images.
 * @param {import("../lab/lab.js").Lab} lab  whose run has ended
 * @param {"label" | "box" | "mask"} predict
 * @param {{rows?: number, pictures?: number}} [of]
 */
export async function localisation(lab, predict, { rows = 1000, pictures = 0 } = {}) {
  const answer = await lab.localise(rows, pictures);
  const found = foundIn(answer, predict);
  await lab.show("pretext", { epoch: 0 });
  const untrained = foundIn(await lab.localise(rows, 0), predict);
  await lab.show("pretext", null);
  return { answer, found, measures: { network: measured(found), untrained: measured(untrained), ...guessed(found) } };
}

/** What a task asks of places, if a network that has learned it can be asked where things are. @param {import("../spec.js").Task} task */
export function findsPlaces({ transform = [], predict, head = [] }) {
  const pools = head.at(-2)?.layer === "average_pool" && head.at(-1)?.layer === "dense";
  if (transform.at(-1)?.op !== "clutter") return null;
  return predict === "box" || predict === "mask" || (predict === "label" && pools) ? predict : null;
}
