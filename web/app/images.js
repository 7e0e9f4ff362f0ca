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

/**
 * Turned counter-clockwise by any angle about the centre, with bilinear interpolation; what comes from outside is empty.
 *
 * @param {Uint8Array} pixels  28x28
 * @param {number} degrees
 */
export function turnedBy(pixels, degrees) {
  if (degrees % 90 === 0) return turned(pixels, (((degrees / 90) % 4) + 4) % 4).slice();
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const at = (/** @type {number} */ r, /** @type {number} */ c) =>
    r < 0 || c < 0 || r > 27 || c > 27 ? 0 : (pixels[28 * r + c] ?? 0);
  const to = new Uint8Array(784);
  for (let r = 0; r < 28; r++) {
    for (let c = 0; c < 28; c++) {
      const x = 13.5 + (c - 13.5) * cos - (r - 13.5) * sin;
      const y = 13.5 + (c - 13.5) * sin + (r - 13.5) * cos;
      const [left, top] = [Math.floor(x), Math.floor(y)];
      const [dx, dy] = [x - left, y - top];
      const upper = at(top, left) * (1 - dx) + at(top, left + 1) * dx;
      const lower = at(top + 1, left) * (1 - dx) + at(top + 1, left + 1) * dx;
      to[28 * r + c] = Math.round(upper * (1 - dy) + lower * dy);
    }
  }
  return to;
}
