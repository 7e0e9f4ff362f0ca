/**
 * What was done to MNIST's digits (LeCun et al. 1998): the bounding box is scaled into 20x20 keeping its shape, and the
 * result is placed in 28x28 with its centre of mass in the middle.
 *
 * @param {ImageData} drawing  ink in the alpha channel
 * @returns {Uint8Array | null} null if there is no ink
 */
export function centred(drawing) {
  const { width, height, data } = drawing;
  const ink = (/** @type {number} */ x, /** @type {number} */ y) => data[4 * (y * width + x) + 3] ?? 0;
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (ink(x, y) < 16) continue;
      [left, right] = [Math.min(left, x), Math.max(right, x)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
    }
  }
  if (right < 0) return null;
  const scale = 20 / Math.max(right - left + 1, bottom - top + 1);
  // Each pixel of the drawing falls into the small picture with its area: an exact mean, whatever the scale.
  const small = new Float32Array(400);
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const value = ink(x, y);
      if (value === 0) continue;
      const column = Math.min(19, Math.floor((x - left + 0.5) * scale));
      const row = Math.min(19, Math.floor((y - top + 0.5) * scale));
      small[20 * row + column] = (small[20 * row + column] ?? 0) + value * scale * scale;
    }
  }
  let [mass, massX, massY] = [0, 0, 0];
  small.forEach((value, i) => {
    mass += value;
    massX += value * (i % 20);
    massY += value * Math.floor(i / 20);
  });
  /** A narrow digit may move far, but its ink stays inside. @param {number} moment @param {number} extent */
  const place = (moment, extent) => Math.min(28 - extent, Math.max(0, Math.round(13.5 - moment / mass)));
  const dx = place(massX, Math.min(20, Math.ceil((right - left + 1) * scale)));
  const dy = place(massY, Math.min(20, Math.ceil((bottom - top + 1) * scale)));
  const image = new Uint8Array(784);
  small.forEach((value, i) => {
    if (value > 0) image[28 * (Math.floor(i / 20) + dy) + (i % 20) + dx] = Math.min(255, Math.round(value));
  });
  return image;
}
