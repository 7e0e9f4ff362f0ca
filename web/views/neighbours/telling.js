/** @typedef {import("../../app/spaces.js").Placed} Placed */

/** Neighbours that are shown of each image. */
export const most = 8;

/**
 * The nearest others of an image, the nearest first.
 * @param {Placed} placed
 * @param {number} row
 */
export function nearest({ points, near }, row) {
  const each = (2 * near.rows.length) / points.length;
  return Array.from(near.rows.subarray(row * each, row * each + Math.min(each, most)));
}

/**
 * The image whose neighbours' labels differ most from space to space: one at which there is something to be seen.
 * @param {Placed[]} among
 * @param {Uint8Array} labels
 */
export function telling(among, labels) {
  const rows = Math.min(...among.map(({ points }) => points.length / 2));
  let [best, most] = [0, -1];
  for (let row = 0; row < rows; row++) {
    const alike = among.map((placed) => nearest(placed, row).filter((other) => labels[other] === labels[row]).length);
    const spread = Math.max(...alike) - Math.min(...alike);
    if (spread > most) [best, most] = [row, spread];
  }
  return best;
}
