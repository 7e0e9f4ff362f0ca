import { h, setAttribute } from "../../app/dom.js";
import { shapeOf } from "../../app/images.js";

/**
 * A square image: a grey one as ink on paper, full pixels opaque, empty ones letting the page show through; one in colour
 * as it is.
 *
 * @param {string} className
 */
export function createPicture(className) {
  const canvas = h("canvas", { width: 28, height: 28, class: `picture ${className}`, "aria-hidden": "true" });
  const context = canvas.getContext("2d");
  /** @type {Uint8Array | null} */
  let shown = null;
  return {
    element: canvas,
    /** @param {Uint8Array | null} pixels */
    draw(pixels) {
      if (pixels === shown || !context) return;
      shown = pixels;
      const [side, , channels] = pixels ? shapeOf(pixels) : [canvas.width, 0, 1];
      if (canvas.width !== side) Object.assign(canvas, { width: side, height: side });
      setAttribute(canvas, "data-colour", channels === 3);
      const image = new ImageData(side, side);
      for (let i = 0; pixels && i < side * side; i++) {
        if (channels === 3) image.data.set([...pixels.subarray(3 * i, 3 * i + 3), 255], 4 * i);
        else image.data[4 * i + 3] = pixels[i] ?? 0;
      }
      context.putImageData(image, 0, 0);
    },
  };
}
