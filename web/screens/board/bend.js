import { scaleLinear } from "d3-scale";
import { s } from "../../app/dom.js";
import { taskName } from "../../app/task.js";

const [WIDTH, HEIGHT] = [420, 220];

/** How good tasks are solved, and what that is worth. @param {import("../../app/i18n.js").Words} words */
export function createBend(words) {
  const svg = s("svg", {
    class: "bend",
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
    role: "img",
    "data-t-label": "board.bend.label",
  });
  return {
    element: svg,
    /** @param {{task: string, score: number, worth: number}[]} scores */
    draw(scores) {
      const worths = scores.map(({ worth }) => worth);
      const x = scaleLinear([0, 1], [44, WIDTH - 12]);
      const y = scaleLinear([Math.min(...worths) - 0.02, Math.max(...worths) + 0.02], [HEIGHT - 34, 14]);
      const percent = (/** @type {number} */ value) => words.wholePercent?.format(value) ?? "";
      svg.replaceChildren(
        ...y
          .ticks(4)
          .map((tick) =>
            s(
              "g",
              { class: "chart-grid", transform: `translate(0 ${y(tick).toFixed(1)})` },
              s("line", { x1: 44, x2: WIDTH - 12 }),
              s("text", { x: 38, dy: "0.32em", "text-anchor": "end" }, percent(tick)),
            ),
          ),
        ...x.ticks(5).map((tick) => s("text", { x: x(tick), y: HEIGHT - 18, "text-anchor": "middle" }, percent(tick))),
        s("text", { x: WIDTH - 12, y: HEIGHT - 3, "text-anchor": "end" }, words.t("board.bend.x")),
        ...[...scores]
          .sort((a, b) => a.score - b.score)
          .map(({ task, score, worth }, i) => {
            // Names of neighbours stand above and below by turns.
            const anchor = x(score) > WIDTH - 60 ? "end" : "middle";
            return s(
              "g",
              { class: "bend-point", transform: `translate(${x(score).toFixed(1)} ${y(worth).toFixed(1)})` },
              s("circle", { r: 4.5 }),
              s(
                "text",
                { x: anchor === "end" ? 6 : 0, y: i % 2 ? 18 : -10, "text-anchor": anchor },
                taskName(words, task),
              ),
            );
          }),
      );
    },
  };
}
