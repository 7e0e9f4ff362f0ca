import { h, setAttribute, setText } from "../app/dom.js";
import { argmax } from "../app/images.js";
import { choiceName, whiteOf } from "../app/task.js";
import { createPixels } from "./pixels.js";

/** @typedef {import("./kinds.js").Context} Context */
/** @typedef {import("./kinds.js").Answered} Answered */

/** Of more answers than these, the likeliest are shown. */
const most = 10;

/** @param {Answered} example @returns {number[]} the answers to show, from left to right */
function shownChoices({ outputs }) {
  const all = Array.from(outputs, (_, k) => k);
  if (all.length <= most) return all;
  return all.sort((a, b) => Number(outputs[b]) - Number(outputs[a])).slice(0, most);
}

/** @param {Answered} example */
function judge({ outputs, choice }) {
  const said = argmax(outputs);
  return { said, right: said === choice, sure: outputs[said] ?? 0, truth: outputs[choice] ?? 0 };
}

/** @typedef {ReturnType<typeof judge>} Verdict */

/** What is shown, and how likely the network finds each answer, the true one marked. */
function create() {
  const shown = createPixels();
  const inner = Array.from({ length: most }, () => h("i"));
  const bars = inner.map((bar) => h("span", { class: "bar" }, bar));
  const row = h("span", { class: "turn-bars choice-bars", "aria-hidden": "true" }, ...bars);
  const says = h("span", { class: "example-says" });
  const element = h("li", { class: "example choice" }, shown.element, row, says);
  return {
    element,
    /** @param {Answered | undefined} example @param {Verdict | undefined} verdict @param {Context} context */
    draw(example, verdict, { words, now, spec }) {
      setAttribute(element, "data-right", verdict ? String(verdict.right) : null);
      const look = { shape: example?.input ?? now.shape, views: example?.views, white: whiteOf(spec) };
      shown.draw(example?.shown ?? null, look);
      const choices = example ? shownChoices(example) : [];
      row.style.gridTemplateColumns = `repeat(${Math.max(2, choices.length)}, 1fr)`;
      bars.forEach((bar, i) => {
        const choice = choices[i];
        bar.hidden = choice === undefined;
        setAttribute(bar, "class", choice === example?.choice ? "bar true" : "bar");
        const p = choice === undefined ? 0 : (example?.outputs[choice] ?? 0);
        if (inner[i]) inner[i].style.transform = `scaleY(${p.toFixed(3)})`;
      });
      if (!example || !verdict) return setText(says, " ");
      const name = (/** @type {number} */ choice) => choiceName(words, now, spec.task, choice);
      const percent = words.wholePercent?.format(verdict.sure) ?? "";
      const said = { said: name(verdict.said), percent, truth: name(example.choice) };
      setText(says, words.t(verdict.right ? "example.right" : "example.wrong", said));
    },
  };
}

export const choice = {
  create,
  /** @param {(Answered | undefined)[]} examples */
  judge: (examples) => examples.map((example) => example && judge(example)),
  /** @param {Verdict[]} verdicts @param {Answered[]} examples @param {Context} context */
  summary(verdicts, examples, { words }) {
    const n = verdicts.length;
    const choices = examples[0]?.outputs.length ?? 1;
    return words.t("watch.choice.summary", {
      right: verdicts.filter(({ right }) => right).length,
      n,
      choices,
      percent: words.wholePercent?.format(verdicts.reduce((sum, { truth }) => sum + truth / n, 0)) ?? "",
      blind: words.percent?.format(1 / choices) ?? "",
    });
  },
  /** @param {Verdict[]} verdicts @param {Answered[]} examples @param {Context} context */
  table(verdicts, examples, { words, now, spec }) {
    const name = (/** @type {number} */ answer) => choiceName(words, now, spec.task, answer);
    return {
      head: [
        words.t("example.number"),
        words.t("example.says"),
        words.t("example.truth"),
        words.t("example.probability"),
      ],
      rows: verdicts.map(({ said, truth }, i) => [
        i + 1,
        name(said),
        name(examples[i]?.choice ?? 0),
        words.percent?.format(truth) ?? "",
      ]),
    };
  },
};
