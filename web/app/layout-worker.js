// Lays points out in the plane, in a thread of its own: UMAP (McInnes et al. 2018), from the core's neighbours.

import { UMAP } from "umap-js";

/** Few points take more rounds to come apart, and less time for each. @param {number} n */
const epochsFor = (n) => Math.round(Math.max(100, Math.min(300, 300_000 / n)));
/** How often a layout under way is shown. */
const SHOWN_EVERY = 4;
/** How far the first principal components reach to begin with, in UMAP's own unit. */
const REACH = 10;

/** Mulberry32: the same layout each time. */
function seeded() {
  let state = 1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** @param {MessageEvent<import("../api/protocol.js").Nearness & {from: Float32Array}>} event */
onmessage = ({ data: { from, rows, similarities } }) => {
  const n = from.length / 2;
  const epochs = epochsFor(n);
  const each = rows.length / n;
  const indices = Array.from({ length: n }, (_, i) => [i, ...rows.subarray(i * each, (i + 1) * each)]);
  const distances = Array.from({ length: n }, (_, i) => [
    0,
    ...similarities.subarray(i * each, (i + 1) * each).map((s) => Math.sqrt(Math.max(0, 2 - 2 * s))),
  ]);
  const umap = new UMAP({ nNeighbors: each + 1, nEpochs: epochs, random: seeded() });
  umap.setPrecomputedKNN(indices, distances);
  // The neighbours are known, so that the points themselves are never looked at.
  umap.initializeFit(indices);
  const points = umap.getEmbedding();
  const scale = REACH / from.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-9);
  points.forEach((point, i) => {
    point[0] = (from[2 * i] ?? 0) * scale;
    point[1] = (from[2 * i + 1] ?? 0) * scale;
  });
  for (let epoch = 1; epoch <= epochs; epoch++) {
    umap.step();
    if (epoch % SHOWN_EVERY === 0 || epoch === epochs)
      postMessage({ points: Float32Array.from(points.flat()), done: epoch === epochs });
  }
  close();
};
