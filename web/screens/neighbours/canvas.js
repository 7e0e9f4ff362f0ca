import { h } from "../../app/dom.js";
import { createFrame } from "../../tasks/frame.js";

/** @typedef {import("../../api/study/localisation.js").Box} Box */

/** How opaque the hottest place is. */
const HOTTEST = 0.85;

/** The red, green and blue of a colour as the browser computes it. @param {string} colour */
const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);

/** Ink over heat on a canvas, with boxes around it. @param {string[]} boxes  their classes */
export function createCanvas(boxes) {
  const canvas = h("canvas", { width: 1, height: 1, class: "canvases-canvas" });
  const frame = createFrame(boxes);
  const context = canvas.getContext("2d");
  return {
    element: h("span", { class: "canvases-picture", "aria-hidden": "true" }, canvas, frame.element),
    /**
     * @param {ArrayLike<number>} shown  height x width, 0 to 1
     * @param {ArrayLike<number> | null} heat  as many, 0 to 1
     * @param {[height: number, width: number]} size
     * @param {(Box | null)[]} around  a box or nothing for each of `boxes`
     */
    draw(shown, heat, [height, width], around) {
      if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
      const { color, borderTopColor } = getComputedStyle(canvas);
      const [ink, hot] = [channels(color), channels(borderTopColor)];
      const image = context?.createImageData(width, height);
      for (let i = 0; image && i < width * height; i++) {
        const over = Math.min(1, Math.max(0, shown[i]));
        const under = heat ? HOTTEST * heat[i] * (1 - over) : 0;
        const all = over + under;
        for (let k = 0; k < 3; k++) image.data[4 * i + k] = all > 0 ? (ink[k] * over + hot[k] * under) / all : 0;
        image.data[4 * i + 3] = 255 * all;
      }
      if (image) context?.putImageData(image, 0, 0);
      frame.draw(around);
    },
  };
}
