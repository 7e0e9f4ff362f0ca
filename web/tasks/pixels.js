import { h, setAttribute } from "../app/dom.js";

/**
 * @typedef {object} Look  how values lie and how bright they are
 * @property {[number, number, number]} shape  height, width and channels of all views, one below another
 * @property {number} [views]
 * @property {number} white  what the brightest pixel is
 * @property {boolean} [light]  grey values are light, as in a photograph without its colour, and no ink
 */

/** How much of the tint's colour there is in it. */
const washed = 0.28;

/** Tiles lie as they were cut, two views side by side. @param {number} views */
const columnsOf = (views) => (views > 2 && Number.isInteger(Math.sqrt(views)) ? Math.sqrt(views) : views);

/** Ink on paper, as in picture.js, for images of any size; perhaps of several views, and with some pixels tinted. */
export function createPixels() {
  const canvas = h("canvas", { width: 1, height: 1, class: "picture" });
  const tint = h("canvas", { width: 1, height: 1, class: "tint" });
  const [ink, wash] = [canvas.getContext("2d"), tint.getContext("2d")];
  const element = h("span", { class: "pixels", "aria-hidden": "true" }, canvas, tint);

  /**
   * @param {ArrayLike<number> | null} values  height x width x channels: three are drawn as red, green and blue, of any
   *   other number the mean
   * @param {Look} look
   * @param {ArrayLike<number>} [asked]  as many: where they are above 0, pixels are tinted
   */
  function draw(values, { shape: [rows, w, c], views = 1, white, light = false }, asked) {
    const h = rows / views;
    const columns = columnsOf(views);
    const gap = views > 1 ? 1 : 0;
    const width = columns * (w + gap) - gap;
    const height = Math.ceil(views / columns) * (h + gap) - gap;
    for (const one of [canvas, tint])
      if (one.width !== width || one.height !== height) Object.assign(one, { width, height });
    setAttribute(element, "data-views", views > 1 && columns === views ? views : null);
    if (!ink || !wash) return;
    ink.clearRect(0, 0, width, height);
    wash.clearRect(0, 0, width, height);
    const { color, borderTopColor } = getComputedStyle(tint);
    // Between views the page is to be seen.
    wash.globalAlpha = 1;
    wash.fillStyle = borderTopColor;
    for (let x = w; x < width; x += w + gap) wash.fillRect(x, 0, gap, height);
    for (let y = h; y < height; y += h + gap) wash.fillRect(0, y, width, gap);
    wash.globalAlpha = washed;
    wash.fillStyle = color;
    if (!values) return;
    const image = ink.createImageData(width, height);
    const place = (/** @type {number} */ view, /** @type {number} */ y, /** @type {number} */ x) => [
      (view % columns) * (w + gap) + x,
      Math.floor(view / columns) * (h + gap) + y,
    ];
    const asLight = c === 3 || (c === 1 && light);
    setAttribute(canvas, "data-colour", asLight);
    const byte = (/** @type {number} */ value) => Math.round((255 * Math.min(white, Math.max(0, value))) / white);
    for (let i = 0; i < rows * w; i++) {
      const [x, y] = place(Math.floor(i / (h * w)), Math.floor(i / w) % h, i % w);
      const at = 4 * (y * width + x);
      let sum = 0;
      for (let k = 0; k < c; k++) {
        sum += Number(values[i * c + k]);
      }
      for (let k = 0; asLight && k < 3; k++) image.data[at + k] = byte(Number(values[i * c + (c === 3 ? k : 0)]));
      image.data[at + 3] = asLight ? 255 : byte(sum / c);
      if (asked && Number(asked[i * c]) > 0) wash.fillRect(x, y, 1, 1);
    }
    ink.putImageData(image, 0, 0);
  }
  return { element, draw };
}
