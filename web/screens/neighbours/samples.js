import { h, setText } from "../../app/dom.js";
import { SIDE } from "../../app/ways/makers.js";
import { createPixels } from "../../tasks/pixels.js";

/** @typedef {import("../../app/ways/making.js").Made} Made */

const DIGITS = 10;
/** The share that fills a column: three digits' worth, as more is collapse enough. */
const FULL = 0.3;

/** What a generator makes of the same codes while it trains, and how many of each digit that is. @param {import("../../app/view.js").Ui} ui */
export function createSamples({ words }) {
  const tiles = createPixels();
  const columns = Array.from({ length: DIGITS }, (_, digit) => {
    const [made, tests] = [h("i"), h("i", { class: "tests" })];
    return { made, tests, element: h("span", {}, made, tests, h("b", {}, digit)) };
  });
  const judged = h("span", { class: "ways-measures" });
  return {
    element: h(
      "div",
      { class: "ways-made" },
      h("div", { class: "ways-square" }, tiles.element),
      h(
        "div",
        { class: "ways-counts" },
        h("p", { "data-t": "ways.gan.counts" }),
        h("div", { class: "ways-columns", "aria-hidden": "true" }, ...columns.map(({ element }) => element)),
        judged,
      ),
    ),
    /** @param {Made} made */
    draw({ images, counts, result }) {
      const n = SIDE.gan ** 2;
      if (images) tiles.draw(images.values, { shape: [n * images.shape[0], images.shape[1], 1], views: n, white: 1 });
      columns.forEach(({ made, tests }, digit) => {
        made.style.transform = `scaleY(${Math.min(1, (counts?.made[digit] ?? 0) / FULL).toFixed(4)})`;
        tests.style.insetBlockEnd = `${Math.min(100, (100 * (counts?.tests[digit] ?? 0)) / FULL).toFixed(2)}%`;
      });
      const percent = (/** @type {number} */ share) => words.wholePercent?.format(share) ?? "";
      const most = counts ? Math.max(...counts.made) : 0;
      const said = counts
        ? words.t("ways.gan.counted", {
            digits: counts.made.filter((share) => share > 0.02).length,
            most: percent(most),
            digit: counts.made.indexOf(most),
            beta1: words.decimal?.format(counts.beta1) ?? "",
            right: words.percent?.format(result?.results.supervised.full.accuracy ?? 0) ?? "",
          })
        : "";
      setText(judged, said);
    },
    /** @param {Made} made */
    numbers({ counts }) {
      return {
        head: ["digit", "made", "tests"].map((key) => words.t(/** @type {any} */ (`ways.table.${key}`))),
        rows: (counts?.made ?? []).map((share, digit) => [
          digit,
          ...[share, counts?.tests[digit] ?? 0].map((one) => words.percent?.format(one) ?? ""),
        ]),
      };
    },
  };
}
