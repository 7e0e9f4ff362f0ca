import { estimate } from "../../api/study/statistics.js";
import { h, setText } from "../../app/dom.js";
import { createMark, writeEstimate } from "../../app/track.js";
import { linesOf } from "./row.js";
import { accuraciesOf } from "./standings.js";

/** What else makes do with few labels, on the encoder of this pretext task: modes of the recorded sweep. */
export const OTHERS = ["propagation", "poisson", "self_training", "fixmatch", "mixture", "kmeans"];
const TASK = "contrastive";

/** @param {number} labels */
export const othersAt = (labels) =>
  OTHERS.flatMap((mode) => {
    const values = [...accuraciesOf(mode, TASK, labels).values()];
    return values.length > 0 ? [{ mode, estimate: estimate(values) }] : [];
  }).toSorted((a, b) => b.estimate.mean - a.estimate.mean);

/** Recorded rows of what is no pretext task. @param {import("../../app/i18n.js").Words} words */
export function createOthers(words) {
  const rows = new Map(
    OTHERS.map((mode) => {
      const lines = h("span", { class: "board-lines" });
      const mark = createMark(true);
      const number = h("span", { class: "board-number" });
      const element = h(
        "li",
        { class: "board-row" },
        h("span", {}),
        h("a", { class: "board-name", href: "#/neighbours", "data-t": `board.others.${mode}` }),
        h("div", { class: "board-track", "aria-hidden": "true" }, lines, ...mark.elements),
        number,
      );
      return [mode, { lines, mark, number, element }];
    }),
  );
  // All of them from the start, so that their names are written.
  const list = h("ul", { class: "board-list" }, ...[...rows.values()].map(({ element }) => element));
  return {
    element: h("div", { class: "board-others" }, h("p", { class: "board-about", "data-t": "board.others" }), list),
    /**
     * @param {ReturnType<typeof othersAt>} others
     * @param {(value: number) => number} x  where an accuracy lies, in %
     * @param {{mode: string, mean: number}[]} controls
     */
    draw(others, x, controls) {
      list.replaceChildren(
        ...others.map(({ mode, estimate: of }) => {
          const { lines, mark, number, element } = /** @type {any} */ (rows.get(mode));
          lines.replaceChildren(...linesOf(controls, x));
          mark.draw(of, x);
          setText(number, writeEstimate(words, of));
          return element;
        }),
      );
    },
  };
}
