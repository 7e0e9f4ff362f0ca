import { h, setText } from "../app/dom.js";
import { whiteOf } from "../app/task.js";
import { isFound, overlap } from "../api/study/localisation.js";
import { createFrame } from "./frame.js";
import { createPixels } from "./pixels.js";

/** @typedef {import("./kinds.js").Context} Context */
/** @typedef {import("./kinds.js").Answered} Answered */

/** @param {Answered} example */
const judge = ({ wanted, outputs }) => ({ shared: overlap(wanted, outputs) });

/** @typedef {ReturnType<typeof judge>} Verdict */

/** What is shown, with the box that is told and the true one. */
function create() {
  const shown = createPixels();
  const frame = createFrame(["truth", "told"]);
  const says = h("span", { class: "example-says" });
  return {
    element: h("li", { class: "example box" }, h("span", { class: "box-picture" }, shown.element, frame.element), says),
    /** @param {Answered | undefined} example @param {Verdict | undefined} verdict @param {Context} context */
    draw(example, verdict, { words, now, spec }) {
      shown.draw(example?.shown ?? null, { shape: example?.input ?? now.shape, white: whiteOf(spec) });
      frame.draw([example?.wanted ?? null, example?.outputs ?? null]);
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
      right: verdicts.filter(({ shared }) => isFound(shared)).length,
      n: verdicts.length,
    }),
  /** @param {Verdict[]} verdicts @param {Answered[]} _ @param {Context} context */
  table: (verdicts, _, { words }) => ({
    head: [words.t("example.number"), words.t("example.overlap")],
    rows: verdicts.map(({ shared }, i) => [i + 1, words.loss?.format(shared) ?? ""]),
  }),
};
