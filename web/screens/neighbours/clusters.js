import { scaleLinear } from "d3-scale";
import { h, s, setText } from "../../app/dom.js";
import { cellName } from "../../app/ways/ways.js";
import { nameOf, stateOf } from "./rows.js";

/** @typedef {import("../../app/ways/control.js").Ways} Ways */
/** @typedef {import("../../api/protocol.js").CellResult} CellResult */

const SIDE = 15;
const MARGIN = 14;
/** What clusters are looked for in: features of the pretrained encoder, and the controls. */
const ON = ["", "_random", "_pixels"];

/**
 * Clusters in the order of the class that most of each are of.
 * @param {number[][]} table  of clusters, the counts of each class
 */
export function inOrder(table) {
  const most = (/** @type {number[]} */ counts) => counts.indexOf(Math.max(...counts));
  return table.toSorted((a, b) => most(a) - most(b) || Math.max(...b) - Math.max(...a));
}

/** Which classes are in which cluster. @param {import("../../app/i18n.js").Words} words */
function createTable(words) {
  const cells = Array.from({ length: 100 }, (_, i) =>
    s("rect", {
      x: MARGIN + SIDE * (i % 10),
      y: MARGIN + SIDE * Math.floor(i / 10),
      width: SIDE - 1,
      height: SIDE - 1,
    }),
  );
  const size = MARGIN + 10 * SIDE;
  const digits = Array.from({ length: 10 }, (_, digit) =>
    s("text", { x: MARGIN + SIDE * (digit + 0.5), y: MARGIN - 4, "text-anchor": "middle" }, digit),
  );
  const svg = s(
    "svg",
    { class: "ways-table", viewBox: `0 0 ${size} ${size}`, "aria-hidden": "true" },
    ...digits,
    ...cells,
  );
  const ink = scaleLinear([0, 1], [0.06, 1]).clamp(true);
  const title = h("span", {});
  const measures = h("span", { class: "ways-measures" });
  return {
    element: h("li", {}, title, svg, measures),
    /** @param {Ways} ways @param {string} mode */
    draw(ways, mode) {
      const { cell, said } = stateOf(words, ways, mode);
      setText(title, nameOf(words, mode));
      const table = cell?.clusters ? inOrder(cell.clusters) : null;
      cells.forEach((rect, i) => {
        const counts = table?.[Math.floor(i / 10)];
        const share = counts ? counts[i % 10] / Math.max(1, ...counts) : 0;
        rect.style.opacity = ink(share).toFixed(3);
      });
      setText(measures, cell ? measured(words, cell) : said);
    },
  };
}

/** @param {import("../../app/i18n.js").Words} words @param {CellResult} cell */
function measured(words, { purity = 0, nmi = 0, accuracy }) {
  const [pure, named] = [purity, accuracy ?? 0].map((value) => words.percent?.format(value) ?? "");
  return words.t("ways.clusters.measures", { purity: pure, nmi: words.loss?.format(nmi) ?? "", accuracy: named });
}

/** Clusters against classes, of the pretrained encoder's features and of both controls. @param {import("../../app/view.js").Ui} ui */
export function createClusters({ words }) {
  const tables = ON.map(() => createTable(words));
  const method = h(
    "select",
    { id: "ways-method", change: () => last && draw(last) },
    h("option", { value: "kmeans", "data-t": "ways.clusters.kmeans" }),
    h("option", { value: "mixture", "data-t": "ways.clusters.mixture" }),
  );
  /** @type {Ways | null} */
  let last = null;

  /** @param {Ways} ways */
  function draw(ways) {
    last = ways;
    tables.forEach((table, i) => table.draw(ways, method.value + ON[i]));
  }

  return {
    element: h(
      "div",
      {},
      h("label", { class: "ways-choice", for: "ways-method" }, h("span", { "data-t": "ways.clusters.method" }), method),
      h("ul", { class: "ways-tables" }, ...tables.map(({ element }) => element)),
    ),
    draw,
    /** @param {Ways} ways */
    numbers(ways) {
      const modes = ["kmeans", "mixture"].flatMap((one) => ON.map((on) => one + on));
      const known = modes.flatMap((mode) => {
        const cell = ways.cells[cellName(mode, ways.labels)];
        return cell ? [{ mode, cell }] : [];
      });
      return {
        head: [
          words.t("ways.table.mode"),
          ...["purity", "nmi", "accuracy"].map((key) => words.t(/** @type {any} */ (`ways.table.${key}`))),
          words.t("ways.table.classes"),
        ],
        rows: known.map(({ mode, cell }) => [
          nameOf(words, mode),
          words.percent?.format(cell.purity ?? 0) ?? "",
          words.loss?.format(cell.nmi ?? 0) ?? "",
          words.percent?.format(cell.accuracy ?? 0) ?? "",
          inOrder(cell.clusters ?? [])
            .map((counts) => counts.join(" "))
            .join(" / "),
        ]),
      };
    },
  };
}
