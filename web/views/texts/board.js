import { scaleLinear } from "d3-scale";
import { h, setText } from "../../app/dom.js";
import { showsOwn, textBoard as recorded, textsOf } from "../../app/texts/tasks.js";
import { createMark, lowestOf, place, writeEstimate } from "../../app/track.js";
import { createFigure } from "../figure/figure.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */
/** @typedef {import("../../app/i18n.js").Key} Key */
/** @typedef {typeof recorded.rows[0]} Row */

/** What is weighed here; all others are its controls. */
const PRETRAINED = ["lp_ft", "probe"];

/** The one that is shown first. */
const FIRST = 160;

const all = recorded.rows.flatMap(({ points }) => points);
const x = scaleLinear(
  [
    Math.floor(10 * Math.min(...all.map(lowestOf))) / 10,
    Math.ceil(10 * Math.max(...all.map(({ high, mean }) => high ?? mean))) / 10,
  ],
  [0, 100],
).clamp(true);

/** @param {Row} row @param {import("../../app/i18n.js").Words} words */
function nameOf({ task, mode }, words) {
  if (task === null) return words.t(/** @type {Key} */ (`texts.mode.${mode}`));
  if (!PRETRAINED.includes(mode)) return words.t(/** @type {Key} */ (`texts.board.${mode}.${task}`));
  const [what, how] = [`texts.${task}`, `texts.board.${mode}`];
  return words.t("texts.board.name", {
    task: words.t(/** @type {Key} */ (what)),
    mode: words.t(/** @type {Key} */ (how)),
  });
}

/**
 * What each task of texts is worth with so many labels, and its controls: recorded, and what has been worked out here.
 * @param {import("../../app/view.js").Ui} ui
 */
export function createBoard(ui) {
  const { words } = ui;
  const rows = recorded.rows.map((row) => {
    const mark = createMark(!PRETRAINED.includes(row.mode));
    const here = h("i", { class: "board-dot small texts-here" });
    const [name, number] = [h("span"), h("b")];
    const track = h("div", { class: "board-track", "aria-hidden": "true" }, ...mark.elements, here);
    const element = h(
      "li",
      { class: row.task && PRETRAINED.includes(row.mode) ? "own" : null },
      name,
      h("div", {}, track),
      number,
    );
    return { row, mark, here, name, number, element };
  });
  const ticks = x.ticks(4).map((tick) => ({ tick, text: h("span", {}) }));
  for (const { tick, text } of ticks) place(text, x(tick));
  const axis = h("div", { class: "texts-axis", "aria-hidden": "true" }, h("div", {}, ...ticks.map(({ text }) => text)));
  const list = h("ol", { class: "texts-board" }, ...rows.map(({ element }) => element));
  const figure = createFigure(ui, h("div", {}, axis, list));
  const labels = h(
    "select",
    { id: "texts-board-labels", change: () => redraw() },
    ...recorded.labels.map((budget) => h("option", { value: budget, selected: budget === FIRST }, budget)),
  );
  const choice = h("label", { for: labels.id }, h("span", { "data-t": "texts.board.labels" }), labels);
  let redraw = () => {};
  const view = {
    element: h("div", { class: "texts-part texts-wide" }, figure.element, h("div", { class: "texts-weigh" }, choice)),
    /** @param {Snapshot} now */
    draw(now) {
      redraw = () => view.draw(now);
      const texts = textsOf(now);
      // What is recorded is of the page's own texts.
      view.element.hidden = showsOwn(now);
      const budget = Number(labels.value);
      const found = rows.map((line) => {
        const point = /** @type {Row["points"][0]} */ (line.row.points.find((one) => one.labels === budget));
        const mine = texts?.bought.find((cell) => cell.mode === line.row.mode && cell.labels === budget);
        const own = line.row.task === null || line.row.task === texts?.spec.task ? mine : undefined;
        return { ...line, point, own, told: nameOf(line.row, words) };
      });
      found.sort((a, b) => b.point.mean - a.point.mean);
      for (const { mark, here, name, number, point, own, told } of found) {
        setText(name, told);
        setText(number, writeEstimate(words, point));
        mark.draw(point, x);
        here.hidden = !own;
        if (own) place(here, x(own.accuracy));
      }
      for (const { tick, text } of ticks) setText(text, words.wholePercent?.format(tick) ?? "");
      if (found.some(({ element }, i) => list.children[i] !== element))
        list.append(...found.map(({ element }) => element));
      const seeds = Math.min(...all.map(({ n }) => n));
      const percent = (/** @type {number} */ value) => words.percent?.format(value) ?? "";
      const here = found.some(({ own }) => own);
      figure.draw(
        words.t("texts.board"),
        words.t(here ? "texts.board.here" : "texts.board.about", { labels: budget, seeds }),
        () => ({
          head: [words.t("texts.mode"), words.t("texts.accuracy"), ...(here ? [words.t("texts.board.own")] : [])],
          rows: found.map(({ told, point, own }) => [
            told,
            writeEstimate(words, point),
            ...(here ? [own ? percent(own.accuracy) : "–"] : []),
          ]),
        }),
      );
    },
  };
  return view;
}
