import { h } from "../../app/dom.js";

/**
 * A 28x28 grey image as ink on paper: full pixels are opaque, empty ones let the page show through.
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
      const image = new ImageData(28, 28);
      if (pixels) for (let i = 0; i < 784; i++) image.data[4 * i + 3] = pixels[i] ?? 0;
      context.putImageData(image, 0, 0);
    },
  };
}
