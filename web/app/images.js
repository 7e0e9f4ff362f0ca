/**
 * Height, width and channels of a square image, of one channel or three: three times a square is none.
 *
 * @param {Uint8Array} pixels
 * @returns {[number, number, number]}
 */
export function shapeOf({ length }) {
  const grey = Math.sqrt(length);
  const side = Number.isInteger(grey) ? grey : Math.sqrt(length / 3);
  return [side, side, Number.isInteger(grey) ? 1 : 3];
}

/**
 * Turned counter-clockwise by quarter turns, as the pretext task turns it.
 *
 * @param {Uint8Array} pixels  square
 * @param {number} quarters
 */
export function turned(pixels, quarters) {
  const [side, , channels] = shapeOf(pixels);
  let from = pixels;
  for (let k = 0; k < quarters; k++) {
    const to = new Uint8Array(pixels.length);
    for (let i = 0; i < to.length; i++) {
      const [r, c, channel] = placeOf(i, side, channels);
      to[i] = from[channels * (side * c + (side - 1 - r)) + channel] ?? 0;
    }
    from = to;
  }
  return from;
}

/** Row, column and channel. @param {number} i @param {number} side @param {number} channels */
const placeOf = (i, side, channels) => {
  const pixel = Math.floor(i / channels);
  return [Math.floor(pixel / side), pixel % side, i % channels];
};

/** The place of the largest value. @param {ArrayLike<number>} values */
export function argmax(values) {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (Number(values[i]) > Number(values[best])) best = i;
  return best;
}

/**
 * Turned counter-clockwise by any angle about the centre, with bilinear interpolation; what comes from outside is paper, which
 * ink leaves empty and colours have white.
 *
 * @param {Uint8Array} pixels  square
 * @param {number} degrees
 */
export function turnedBy(pixels, degrees) {
  if (degrees % 90 === 0) return turned(pixels, (((degrees / 90) % 4) + 4) % 4).slice();
  const [side, , channels] = shapeOf(pixels);
  const centre = (side - 1) / 2;
  const angle = (degrees * Math.PI) / 180;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const paper = channels === 3 ? 255 : 0;
  const to = new Uint8Array(pixels.length);
  for (let i = 0; i < to.length; i++) {
    const [r, c, channel] = placeOf(i, side, channels);
    const at = (/** @type {number} */ y, /** @type {number} */ x) =>
      y < 0 || x < 0 || y >= side || x >= side ? paper : (pixels[channels * (side * y + x) + channel] ?? 0);
    const x = centre + (c - centre) * cos - (r - centre) * sin;
    const y = centre + (c - centre) * sin + (r - centre) * cos;
    const [left, top] = [Math.floor(x), Math.floor(y)];
    const [dx, dy] = [x - left, y - top];
    const upper = at(top, left) * (1 - dx) + at(top, left + 1) * dx;
    const lower = at(top + 1, left) * (1 - dx) + at(top + 1, left + 1) * dx;
    to[i] = Math.round(upper * (1 - dy) + lower * dy);
  }
  return to;
}
