import { h, s, setAttribute, setText } from "../../../app/dom.js";
import { createPicture } from "../../../views/picture/picture.js";

/**
 * @typedef {{name: string, cells: string[], columns: number, marked?: number}} Grid  numbers in rows, one of them perhaps
 *   marked
 * @typedef {{row: number, column: number, size: number}} Frame  of pixels
 * @typedef {{pixels: Uint8Array, frame?: Frame, grids: Grid[], equation: string, summary: string,
 *   table: import("../../../views/figure/figure.js").Table}} Scene
 */

/** @param {Grid} grid */
function gridOf({ name, cells, columns, marked }) {
  const rows = Array.from({ length: Math.ceil(cells.length / columns) }, (_, r) =>
    cells.slice(r * columns, (r + 1) * columns),
  );
  return h(
    "table",
    { class: "batch-grid" },
    h("caption", {}, name),
    h(
      "tbody",
      {},
      ...rows.map((row, r) =>
        h("tr", {}, ...row.map((cell, c) => h("td", { "data-marked": r * columns + c === marked }, cell))),
      ),
    ),
  );
}

/** The picture of a stage with the pixels that it is about, the numbers, and what is computed from them. */
export function createScene() {
  const picture = createPicture("batch-picture");
  const frame = s("rect", { class: "batch-frame" });
  const grids = h("div", { class: "batch-grids" });
  const equation = h("p", { class: "batch-equation" });
  const overlay = s("svg", { viewBox: "0 0 28 28", "aria-hidden": "true" }, frame);
  const element = h(
    "div",
    { class: "batch-scene" },
    h("div", { class: "batch-image" }, picture.element, overlay),
    h("div", {}, grids, equation),
  );
  let drawn = "";
  return {
    element,
    /** @param {Scene | null} scene */
    draw(scene) {
      picture.draw(scene?.pixels ?? null);
      setAttribute(frame, "visibility", scene?.frame ? null : "hidden");
      for (const [name, value] of [
        ["x", scene?.frame?.column],
        ["y", scene?.frame?.row],
        ["width", scene?.frame?.size],
        ["height", scene?.frame?.size],
      ])
        setAttribute(frame, String(name), value);
      setText(equation, scene?.equation ?? "");
      const key = JSON.stringify(scene?.grids ?? []);
      if (key === drawn) return;
      drawn = key;
      grids.replaceChildren(...(scene?.grids ?? []).map(gridOf));
    },
  };
}
