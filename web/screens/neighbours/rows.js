import { h, setAttribute, setText } from "../../app/dom.js";
import { WAYS, cellName } from "../../app/ways/ways.js";

/** @typedef {import("../../app/ways/control.js").Ways} Ways */
/** @typedef {import("../../app/ways/ways.js").Way} Way */
/** @typedef {import("../../app/i18n.js").Key} Key */
/** @typedef {import("../../app/i18n.js").Words} Words */

/** Those of a way's modes that have nothing pretrained, or nothing but labels, to be compared with. @param {string} mode */
export const isControl = (mode) => /_(random|pixels|scratch)$|^supervised|^probe$/.test(mode);

/** What a mode is called on this screen. @param {Words} words @param {string} mode */
export const nameOf = (words, mode) => words.t(/** @type {Key} */ (`ways.mode.${mode}`));

/** What is known of a cell: its result, or in words that it is under way or waits. @param {Words} words @param {Ways} ways @param {string} mode */
export function stateOf(words, { cells, running, left, labels }, mode) {
  const name = cellName(mode, labels);
  const cell = cells[name] ?? null;
  const under = running.includes(name) ? words.t("ways.running") : left.includes(name) ? words.t("ways.waits") : "–";
  return { cell, said: cell ? (words.percent?.format(cell.accuracy ?? 0) ?? "") : under };
}

/** Accuracies of some modes as bars, controls pale. @param {string[]} modes @param {Words} words */
export function createRows(modes, words) {
  const rows = modes.map((mode) => {
    const bar = h("i");
    const value = h("b", {}, "–");
    const element = h(
      "li",
      { class: "ways-row" },
      h("span", { "data-t": `ways.mode.${mode}` }),
      h("span", { class: "ways-track", "aria-hidden": "true" }, bar),
      value,
    );
    setAttribute(element, "data-control", isControl(mode));
    return { mode, bar, value, element };
  });
  return {
    element: h("ul", { class: "ways-rows" }, ...rows.map(({ element }) => element)),
    /** @param {Ways} ways */
    draw(ways) {
      for (const { mode, bar, value } of rows) {
        const { cell, said } = stateOf(words, ways, mode);
        bar.style.transform = `scaleX(${(cell?.accuracy ?? 0).toFixed(4)})`;
        setAttribute(value, "data-soft", !cell);
        setText(value, said);
      }
    },
  };
}

/** The numbers of a figure: the accuracy of each of a way's modes. @param {Words} words @param {Ways} ways @param {Way} way */
export function accuracies(words, ways, way) {
  return {
    head: [words.t("ways.table.mode"), words.t("ways.table.accuracy")],
    rows: WAYS[way].flat().map((mode) => [nameOf(words, mode), stateOf(words, ways, mode).said]),
  };
}
