import { hueOf } from "../../app/classes.js";
import { h, setAttribute, setText } from "../../app/dom.js";
import { REACH, SIDE } from "../../app/ways/makers.js";
import { createPixels } from "../../tasks/pixels.js";

/** @typedef {import("../../app/ways/making.js").Made} Made */

const SIZE = 320;
/** How far an arrow key goes, and with the shift key. */
const STEP = 0.1;
const LEAP = 0.5;
const WAYS = /** @type {Record<string, [number, number]>} */ ({
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
});

/** @param {number} value */
const within = (value) => Math.max(-REACH, Math.min(REACH, value));

/** Test images as numerals where their codes lie. */
function createCloud() {
  const canvas = h("canvas", { width: SIZE, height: SIZE, "aria-hidden": "true" });
  const context = canvas.getContext("2d");
  /** @type {unknown[]} */
  let drawn = [];
  return {
    element: canvas,
    /** @param {Float32Array | null | undefined} codes @param {Uint8Array | undefined} labels */
    draw(codes, labels) {
      const lightness = getComputedStyle(canvas).getPropertyValue("--digit-lightness").trim() || "0.5";
      const on = [codes, labels, lightness];
      if (!context || on.every((value, i) => value === drawn[i])) return;
      drawn = on;
      context.clearRect(0, 0, SIZE, SIZE);
      context.font = "600 11px system-ui, sans-serif";
      context.textAlign = "center";
      context.textBaseline = "middle";
      for (let i = 0; codes && labels && 2 * i < codes.length; i += 1) {
        const digit = labels[i];
        context.fillStyle = `oklch(${lightness} 0.14 ${hueOf(digit) % 360})`;
        const [x, y] = [within(codes[2 * i]), within(codes[2 * i + 1])];
        context.fillText(String(digit), (SIZE * (x + REACH)) / (2 * REACH), (SIZE * (REACH - y)) / (2 * REACH));
      }
    },
  };
}

/** The plane of two numbers that images come down to, to be dragged through. @param {import("../../app/view.js").Ui} ui */
export function createPlane({ words, send }) {
  const [cloud, before] = [createCloud(), createCloud()];
  const [grid, picture] = [createPixels(), createPixels()];
  const crosses = [h("span", { class: "ways-cross" }), h("span", { class: "ways-cross" })];
  const sheet = h(
    "div",
    { class: "ways-square ways-plane", tabindex: 0, role: "application", "data-t-label": "ways.vae.keys" },
    cloud.element,
    crosses[0],
  );
  const cells = h("div", { class: "ways-square ways-plane", "aria-hidden": "true" }, grid.element, crosses[1]);
  const where = h("p", { "aria-live": "polite" });
  /** @type {[number, number]} */
  let at = [0, 0];

  /** @param {number} x @param {number} y */
  function go(x, y) {
    // Keys may come faster than pictures.
    at = [within(x), within(y)];
    send({ type: "ways", act: { kind: "point", point: at } });
  }
  sheet.addEventListener("keydown", (event) => {
    const way = WAYS[event.key];
    if (!way || event.ctrlKey || event.metaKey || event.altKey) return;
    const step = event.shiftKey ? LEAP : STEP;
    go(at[0] + step * way[0], at[1] + step * way[1]);
    event.preventDefault();
  });
  for (const square of [sheet, cells]) {
    const follow = (/** @type {PointerEvent} */ event) => {
      const box = square.getBoundingClientRect();
      const [across, down] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
      go(REACH * (2 * across - 1), REACH * (1 - 2 * down));
    };
    square.addEventListener("pointerdown", (event) => {
      square.setPointerCapture(event.pointerId);
      follow(event);
    });
    square.addEventListener("pointermove", (event) => {
      if (square.hasPointerCapture(event.pointerId)) follow(event);
    });
  }

  const titled = (/** @type {import("../../app/i18n.js").Key} */ key, /** @type {Element} */ element) =>
    h("div", {}, h("p", { "data-t": key }), element);
  return {
    element: h(
      "div",
      { class: "ways-made" },
      titled("ways.vae.codes", sheet),
      titled("ways.vae.grid", cells),
      h("div", { class: "ways-drawn" }, h("p", { "data-t": "ways.vae.drawn" }), picture.element, where),
      titled("ways.vae.untrained", h("div", { class: "ways-square" }, before.element)),
    ),
    /** @param {Made} made */
    draw({ images, point, drawn, codes }) {
      at = point;
      cloud.draw(codes?.trained, codes?.labels);
      before.draw(codes?.untrained, codes?.labels);
      const n = SIDE.vae ** 2;
      if (images) grid.draw(images.values, { shape: [n * images.shape[0], images.shape[1], 1], views: n, white: 1 });
      if (drawn && images) picture.draw(drawn.values, { shape: images.shape, white: 1 });
      for (const cross of crosses) {
        cross.style.insetInlineStart = `${((100 * (at[0] + REACH)) / (2 * REACH)).toFixed(2)}%`;
        cross.style.insetBlockStart = `${((100 * (REACH - at[1])) / (2 * REACH)).toFixed(2)}%`;
        setAttribute(cross, "data-there", drawn !== null);
      }
      const [x, y] = at.map((value) => words.decimal?.format(value) ?? "");
      const told = drawn?.told ?? null;
      setText(
        where,
        told === null ? words.t("ways.vae.at", { x, y }) : words.t("ways.vae.told", { x, y, digit: told }),
      );
    },
    /** @param {Made} made */
    numbers({ codes }) {
      const middle = (/** @type {Float32Array | null | undefined} */ points, /** @type {number} */ digit) => {
        let [n, x, y] = [0, 0, 0];
        for (let i = 0; points && 2 * i < points.length; i += 1) {
          if (codes?.labels[i] !== digit) continue;
          [n, x, y] = [n + 1, x + points[2 * i], y + points[2 * i + 1]];
        }
        return [x, y].map((sum) => (n > 0 ? (words.decimal?.format(sum / n) ?? "") : "–")).join("; ");
      };
      return {
        head: ["digit", "code", "untrained"].map((key) => words.t(/** @type {any} */ (`ways.table.${key}`))),
        rows: Array.from({ length: codes ? 10 : 0 }, (_, digit) => [
          digit,
          middle(codes?.trained, digit),
          middle(codes?.untrained, digit),
        ]),
      };
    },
  };
}
