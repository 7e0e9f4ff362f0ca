import { scaleLinear } from "d3-scale";
import { hueOf } from "../../app/classes.js";
import { h, setText } from "../../app/dom.js";

const WIDTH = 480;
const HEIGHT = 360;
const MARGIN = 16;
const DOT = 7;

/**
 * Where points lie in a picture; a few outliers should not squeeze the rest.
 * @param {Float32Array} points  n x 2
 * @param {[number, number]} across  from left to right
 * @param {[number, number]} up  from the bottom to the top
 */
export function scalesOf(points, across, up) {
  const range = (/** @type {number} */ axis) => {
    const sorted = points.filter((_, i) => i % 2 === axis).sort();
    return [sorted[Math.floor(0.01 * sorted.length)] ?? 0, sorted[Math.floor(0.99 * sorted.length)] ?? 1];
  };
  return { x: scaleLinear(range(0), across).clamp(true), y: scaleLinear(range(1), up).clamp(true) };
}

/**
 * A small map beside the large one: the same images in another space, a dot each.
 * @param {string} name  of the space, as a message
 */
export function createDots(name) {
  const canvas = h("canvas", { width: WIDTH, height: HEIGHT, class: "map-dots", "aria-hidden": "true" });
  const context = canvas.getContext("2d");
  const right = h("b");
  /** @type {unknown[]} */
  let drawn = [];
  return {
    element: h("div", { class: "map-other" }, h("p", {}, h("span", { "data-t": name }), " ", right), canvas),
    /**
     * @param {Float32Array | null} points
     * @param {Uint8Array} labels
     * @param {string} share  how many are told by their neighbours
     * @param {string} focus  the class that is emphasised; empty: none
     */
    draw(points, labels, share, focus) {
      setText(right, share);
      const lightness = getComputedStyle(canvas).getPropertyValue("--digit-lightness").trim() || "0.5";
      const on = [points, labels, focus, lightness];
      if (!context || on.every((value, i) => value === drawn[i])) return;
      drawn = on;
      context.clearRect(0, 0, WIDTH, HEIGHT);
      if (!points) return;
      const { x, y } = scalesOf(points, [MARGIN, WIDTH - MARGIN], [HEIGHT - MARGIN, MARGIN]);
      for (let row = 0; 2 * row < points.length; row++) {
        const label = labels[row] ?? 0;
        context.globalAlpha = focus === "" || focus === String(label) ? 0.85 : 0.12;
        context.fillStyle = `oklch(${lightness} 0.14 ${hueOf(label) % 360})`;
        context.fillRect(x(points[2 * row] ?? 0) - DOT / 2, y(points[2 * row + 1] ?? 0) - DOT / 2, DOT, DOT);
      }
    },
  };
}
