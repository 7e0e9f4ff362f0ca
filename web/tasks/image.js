import { h, setText } from "../app/dom.js";
import { drawn, squaredError } from "../app/drawn.js";
import { decibels, whiteOf } from "../app/task.js";
import { createPixels } from "./pixels.js";

/** @typedef {import("./kinds.js").Context} Context */
/** @typedef {import("./kinds.js").Answered} Answered */

/** @param {Answered} example */
const judge = (example) => ({ error: squaredError(example) });

/** @typedef {ReturnType<typeof judge>} Verdict */

/** What is shown, what the network says, and the truth. */
function create() {
  const [shown, says, truth] = [createPixels(), createPixels(), createPixels()];
  const error = h("span", { class: "example-says" });
  const triptych = h("span", { class: "triptych" }, shown.element, says.element, truth.element);
  return {
    element: h("li", { class: "example image" }, triptych, error),
    /** @param {Answered | undefined} example @param {Verdict | undefined} verdict @param {Context} context @param {number} i */
    draw(example, verdict, { words, now, spec, originals }, i) {
      const white = whiteOf(spec);
      const light = now.shape[2] === 3;
      const whole = { shape: example?.target ?? now.shape, white, light };
      // What is asked is tinted where the network sees and fills it, if that lies where it lay.
      const asked = example?.asked.length ? example.asked : undefined;
      const inPlace = asked?.length === example?.shown.length ? asked : undefined;
      const look = { shape: example?.input ?? now.shape, views: example?.views, white, light };
      shown.draw(example?.shown ?? null, look, inPlace);
      says.draw(example ? drawn(example) : null, whole, asked);
      if (example) truth.draw(example.wanted, whole);
      else truth.draw(originals[i] ?? null, { shape: now.shape, white: 255 });
      const db = verdict ? (words.decimal?.format(decibels(verdict.error, spec)) ?? "") : "";
      setText(error, verdict ? words.t("example.drawn", { decibels: db }) : " ");
    },
  };
}

export const image = {
  create,
  /** @param {(Answered | undefined)[]} examples */
  judge: (examples) => examples.map((example) => example && judge(example)),
  /** @param {Verdict[]} verdicts @param {Answered[]} examples @param {Context} context */
  summary(verdicts, examples, { words, spec }) {
    const error = verdicts.reduce((sum, one) => sum + one.error / verdicts.length, 0);
    return words.t(examples[0]?.asked.length ? "watch.image.summary.changed" : "watch.image.summary", {
      error: error.toPrecision(3),
      decibels: words.decimal?.format(decibels(error, spec)) ?? "",
    });
  },
  /** @param {Verdict[]} verdicts @param {Answered[]} examples @param {Context} context */
  table: (verdicts, examples, { words, spec }) => ({
    head: [words.t("example.number"), words.t("example.error"), words.t("example.decibels")],
    rows: verdicts.map(({ error }, i) => [
      i + 1,
      error.toPrecision(3),
      words.decimal?.format(decibels(error, spec)) ?? "",
    ]),
  }),
};
