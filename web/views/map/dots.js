import { scaleLinear } from "d3-scale";
import { hueOf } from "../../app/classes.js";
import { h, setText } from "../../app/dom.js";
import { toward } from "../../app/toward.js";

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

/** How near the mouse has to be, in dots. */
const NEAR = 3;

/**
 * A map of a space, an image or a text a dot.
 * @param {import("../../app/i18n.js").Key} name  of the space
 * @param {(row: number) => void} look  at the one that is pointed at
 * @param {object} [how]
 * @param {import("../../app/i18n.js").Key} [how.keys]  what is said of the map where the arrow keys go through it; left out: they do not
 * @param {boolean} [how.numerals]  in place of dots: which class each is of
 */
export function createDots(name, look, { keys, numerals = false } = {}) {
  const reached = keys ? { tabindex: 0, role: "application", "data-t-label": keys } : { "aria-hidden": "true" };
  const canvas = h("canvas", { width: WIDTH, height: HEIGHT, class: "map-dots", ...reached });
  const context = canvas.getContext("2d");
  const right = h("b");
  /** @type {unknown[]} */
  let drawn = [];
  /** Where the dots are: x and y of each. @type {number[]} */
  let places = [];
  let at = -1;

  canvas.addEventListener("pointermove", ({ offsetX, offsetY }) => {
    const scale = WIDTH / canvas.clientWidth;
    let [best, least] = [-1, (NEAR * DOT) ** 2];
    for (let row = 0; 2 * row < places.length; row++) {
      const far = ((places[2 * row] ?? 0) - scale * offsetX) ** 2 + ((places[2 * row + 1] ?? 0) - scale * offsetY) ** 2;
      if (far < least) [best, least] = [row, far];
    }
    if (best >= 0) look(best);
  });
  canvas.addEventListener("keydown", (event) => {
    if (!keys || event.ctrlKey || event.metaKey || event.altKey || !event.key.startsWith("Arrow")) return;
    const row = toward(places, at, event.key);
    if (row >= 0) look(row);
    event.preventDefault();
  });

  return {
    element: h("div", { class: "map-other" }, h("p", {}, h("span", { "data-t": name }), " ", right), canvas),
    /**
     * @param {Float32Array | null} points
     * @param {Uint8Array} labels
     * @param {string} share  how many are told by their neighbours
     * @param {string} focus  the class that is emphasised; empty: none
     * @param {number | null} under  the one that is looked at
     */
    draw(points, labels, share, focus, under) {
      setText(right, share);
      const style = getComputedStyle(canvas);
      const lightness = style.getPropertyValue("--digit-lightness").trim() || "0.5";
      const on = [points, labels, focus, under, lightness];
      if (!context || on.every((value, i) => value === drawn[i])) return;
      if (points !== drawn[0]) places = points ? placesOf(points) : [];
      drawn = on;
      at = under ?? -1;
      context.clearRect(0, 0, WIDTH, HEIGHT);
      context.font = `600 ${2 * DOT}px system-ui, sans-serif`;
      context.textAlign = "center";
      context.textBaseline = "middle";
      for (let row = 0; 2 * row < places.length; row++) {
        const label = labels[row] ?? 0;
        const [x = 0, y = 0] = [places[2 * row], places[2 * row + 1]];
        context.globalAlpha = focus === "" || focus === String(label) ? 0.85 : 0.12;
        context.fillStyle = `oklch(${lightness} 0.14 ${hueOf(label) % 360})`;
        if (numerals) context.fillText(String(label), x, y);
        else context.fillRect(x - DOT / 2, y - DOT / 2, DOT, DOT);
      }
      context.globalAlpha = 1;
      if (at < 0 || places.length === 0) return;
      context.beginPath();
      context.arc(places[2 * at] ?? 0, places[2 * at + 1] ?? 0, 1.6 * DOT, 0, 2 * Math.PI);
      context.lineWidth = 3;
      context.strokeStyle = style.getPropertyValue("--ink");
      context.stroke();
    },
  };
}

/** @param {Float32Array} points */
function placesOf(points) {
  const { x, y } = scalesOf(points, [MARGIN, WIDTH - MARGIN], [HEIGHT - MARGIN, MARGIN]);
  return Array.from(points, (value, i) => (i % 2 === 0 ? x(value) : y(value)));
}
