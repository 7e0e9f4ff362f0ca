import { h, s, setAttribute, setText } from "../app/dom.js";
import { whiteOf } from "../app/task.js";
import { overlap } from "../api/study/localisation.js";
import { createPixels } from "./pixels.js";

/** @typedef {import("./kinds.js").Context} Context */
/** @typedef {import("./kinds.js").Answered} Answered */

/** @param {Answered} example */
const judge = ({ wanted, outputs }) => ({ shared: overlap(wanted, outputs) });

/** @typedef {ReturnType<typeof judge>} Verdict */

/** What is shown, with the box that is told and the true one. */
function create() {
  const shown = createPixels();
  const [truth, told] = [s("rect", { class: "truth" }), s("rect", { class: "told" })];
  const over = s("svg", { class: "box-over", viewBox: "0 0 1 1", "aria-hidden": "true" }, truth, told);
  const says = h("span", { class: "example-says" });
  /** @param {SVGElement} rect @param {ArrayLike<number> | undefined} edges */
  const place = (rect, edges) => {
    const [left, top, right, bottom] = Array.from(edges ?? [0, 0, 0, 0], (edge) => Math.min(1, Math.max(0, edge)));
    setAttribute(rect, "x", left);
    setAttribute(rect, "y", top);
    setAttribute(rect, "width", Math.max(0, right - left));
    setAttribute(rect, "height", Math.max(0, bottom - top));
  };
  return {
    element: h("li", { class: "example box" }, h("span", { class: "box-picture" }, shown.element, over), says),
    /** @param {Answered | undefined} example @param {Verdict | undefined} verdict @param {Context} context */
    draw(example, verdict, { words, now, spec }) {
      shown.draw(example?.shown ?? null, { shape: example?.input ?? now.shape, white: whiteOf(spec) });
      place(truth, example?.wanted);
      place(told, example?.outputs);
      setText(says, verdict ? words.t("example.shared", { shared: words.loss?.format(verdict.shared) ?? "" }) : " ");
    },
  };
}

export const box = {
  create,
  /** @param {(Answered | undefined)[]} examples */
  judge: (examples) => examples.map((example) => example && judge(example)),
  /** @param {Verdict[]} verdicts @param {Answered[]} _ @param {Context} context */
  summary: (verdicts, _, { words }) =>
    words.t("watch.box.summary", {
      shared: words.loss?.format(verdicts.reduce((sum, { shared }) => sum + shared / verdicts.length, 0)) ?? "",
      right: verdicts.filter(({ shared }) => shared >= 0.5).length,
      n: verdicts.length,
    }),
  /** @param {Verdict[]} verdicts @param {Answered[]} _ @param {Context} context */
  table: (verdicts, _, { words }) => ({
    head: [words.t("example.number"), words.t("example.overlap")],
    rows: verdicts.map(({ shared }, i) => [i + 1, words.loss?.format(shared) ?? ""]),
  }),
};
