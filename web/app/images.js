/** @typedef {import("../api/data.js").Data} Data */

/**
 * @param {Data["test"]} split
 * @param {number} row
 */
export function imageOf(split, row) {
  const size = split.height * split.width;
  return split.images.subarray(row * size, (row + 1) * size);
}

/**
 * Turned counter-clockwise by quarter turns, as the pretext task turns it.
 *
 * @param {Uint8Array} pixels  28x28
 * @param {number} quarters
 */
export function turned(pixels, quarters) {
  let from = pixels;
  for (let k = 0; k < quarters; k++) {
    const to = new Uint8Array(784);
    for (let r = 0; r < 28; r++) for (let c = 0; c < 28; c++) to[28 * r + c] = from[28 * c + (27 - r)] ?? 0;
    from = to;
  }
  return from;
}

/** The place of the largest value. @param {ArrayLike<number>} values */
export function argmax(values) {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (Number(values[i]) > Number(values[best])) best = i;
  return best;
}
