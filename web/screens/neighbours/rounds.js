import { h, setText } from "../../app/dom.js";
import { cellName } from "../../app/ways/ways.js";
import { nameOf, stateOf } from "./rows.js";

/** @typedef {import("../../app/ways/control.js").Ways} Ways */

/** Self-training, and the same classifier without pseudo-labels. */
const PAIRS = [
  ["self_training", "probe"],
  ["self_training_random", "probe_random"],
  ["self_training_scratch", "supervised"],
];
const ROUNDS = 5;
const IMAGES = 10_000;

/** How many images were taken for labelled in each round, and how many of these wrongly. @param {import("../../app/i18n.js").Words} words */
function createTower(words) {
  const bars = Array.from({ length: ROUNDS }, () => {
    const [taken, wrong] = [h("i"), h("i", { class: "wrong" })];
    return { taken, wrong, element: h("span", {}, taken, wrong) };
  });
  const title = h("span", {});
  const verdict = h("span", { class: "ways-measures" });
  return {
    element: h(
      "li",
      {},
      title,
      h("div", { class: "ways-rounds", "aria-hidden": "true" }, ...bars.map(({ element }) => element)),
      verdict,
    ),
    /** @param {Ways} ways @param {string} mode @param {string} without */
    draw(ways, mode, without) {
      const { cell, said } = stateOf(words, ways, mode);
      setText(title, nameOf(words, mode));
      bars.forEach(({ taken, wrong }, round) => {
        const at = cell?.pseudo_labels?.[round] ?? { taken: 0, wrong: 0 };
        taken.style.transform = `scaleY(${(at.taken / IMAGES).toFixed(4)})`;
        wrong.style.transform = `scaleY(${(at.wrong / IMAGES).toFixed(4)})`;
      });
      const last = cell?.pseudo_labels?.at(-1);
      if (!cell || !last) return setText(verdict, said);
      setText(
        verdict,
        words.t("ways.rounds.verdict", {
          wrong: words.percent?.format(last.wrong / Math.max(1, last.taken)) ?? "",
          taken: words.integer?.format(last.taken) ?? "",
          before: stateOf(words, ways, without).said,
          after: words.percent?.format(cell.accuracy ?? 0) ?? "",
        }),
      );
    },
  };
}

/** Self-training by round, with its controls. @param {import("../../app/view.js").Ui} ui */
export function createRounds({ words }) {
  const towers = PAIRS.map(() => createTower(words));
  return {
    element: h("ul", { class: "ways-tables" }, ...towers.map(({ element }) => element)),
    /** @param {Ways} ways */
    draw(ways) {
      towers.forEach((tower, i) => tower.draw(ways, PAIRS[i][0], PAIRS[i][1]));
    },
    /** @param {Ways} ways */
    numbers(ways) {
      return {
        head: [
          words.t("ways.table.mode"),
          ...["round", "taken", "wrong"].map((key) => words.t(/** @type {any} */ (`ways.table.${key}`))),
        ],
        rows: PAIRS.flatMap(([mode]) =>
          (ways.cells[cellName(mode, ways.labels)]?.pseudo_labels ?? []).map(({ taken, wrong }, round) => [
            nameOf(words, mode),
            round + 1,
            words.integer?.format(taken) ?? "",
            words.integer?.format(wrong) ?? "",
          ]),
        ),
      };
    },
  };
}
