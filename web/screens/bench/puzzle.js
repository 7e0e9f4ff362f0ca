import { h, setAttribute, setText } from "../../app/dom.js";
import { whiteOf } from "../../app/task.js";
import { candidatesOf } from "../../tasks/candidates.js";
import { createPanel, triptychOf } from "../../tasks/triptych.js";

/** @typedef {import("../../tasks/triptych.js").Around} Around */
/** @typedef {import("../../api/protocol.js").Answered} Answered */

const CANDIDATES = 4;

/**
 * The reader answers the task in the network's place, one example after another, and both are counted.
 * @param {import("../../app/view.js").Ui} ui
 * @param {() => void} leave  when the reader has had enough
 */
export function createPuzzle({ words }, leave) {
  const shown = createPanel();
  const ask = h("p", { class: "puzzle-ask", "aria-live": "polite" });
  const score = h("p", { class: "puzzle-score" });
  const candidates = Array.from({ length: CANDIDATES }, (_, i) => {
    const panel = createPanel();
    const button = h("button", { type: "button", class: "puzzle-candidate", click: () => answer(i) }, panel.element);
    return { panel, button };
  });
  const next = h("button", { type: "button", class: "primary", click: () => go(at + 1) });
  const end = h("button", { type: "button", "data-t": "puzzle.end", click: leave }, words.t("puzzle.end"));
  const element = h(
    "div",
    { class: "puzzle", role: "group", "aria-label": words.t("puzzle.start") },
    h("div", { class: "puzzle-shown" }, shown.element),
    h("div", { class: "puzzle-candidates" }, ...candidates.map(({ button }) => button)),
    h("div", { class: "puzzle-side" }, ask, h("div", { class: "buttons" }, next, end), score),
  );
  /** @type {{example: Answered, pictures: import("../../tasks/triptych.js").Picture[], truth: number, right: boolean | null}[]} */
  let questions = [];
  let at = 0;
  /** Whether each was right so far. @type {{reader: boolean, network: boolean | null}[]} */
  let given = [];
  /** @type {Around | null} */
  let around = null;

  /** @param {number} place */
  function go(place) {
    at = place;
    draw();
    candidates[0]?.button.focus({ preventScroll: true });
  }

  /** @param {number} chosen */
  function answer(chosen) {
    const question = questions[at];
    if (!question || given.length > at) return;
    given.push({ reader: chosen === question.truth, network: question.right });
    draw(chosen);
    (at + 1 < questions.length ? next : end).focus({ preventScroll: true });
  }

  /** @param {number} [chosen] */
  function draw(chosen) {
    const question = questions[at];
    if (!question || !around) return;
    const { example, pictures, truth } = question;
    const look = { white: whiteOf(around.spec), light: around.data?.test.channels === 3 };
    shown.draw(triptychOf(example, around).shown, look);
    const told = given.length > at;
    candidates.forEach(({ panel, button }, i) => {
      const one = pictures[i];
      button.hidden = !one;
      panel.draw(one ?? null, look);
      setAttribute(button, "aria-label", words.t("puzzle.candidate", { n: i + 1 }));
      setAttribute(button, "aria-disabled", told ? "true" : null);
      setAttribute(button, "data-right", told && i === truth ? "true" : told && i === chosen ? "false" : null);
    });
    const mine = given[at]?.reader;
    setText(ask, told ? words.t(mine ? "puzzle.right" : "puzzle.wrong", { n: truth + 1 }) : words.t("puzzle.ask"));
    next.hidden = !told || at + 1 >= questions.length;
    setText(next, words.t("puzzle.next", { n: at + 2, of: questions.length }));
    const values = { n: given.length, you: given.filter(({ reader }) => reader).length };
    const judged = given.filter(({ network }) => network !== null);
    const network = judged.filter((one) => one.network).length;
    if (given.length === 0) setText(score, "\u00a0");
    else if (judged.length === 0) setText(score, words.t("puzzle.score.alone", values));
    else setText(score, words.t("puzzle.score", { ...values, network }));
  }

  return {
    element,
    /** Whether there is something to choose from. @param {(Answered | undefined)[]} examples @param {Omit<Around, "examples">} about */
    begin(examples, about) {
      const all = { ...about, examples };
      around = all;
      questions = examples.flatMap((example) => {
        const found = example && candidatesOf(example, all);
        return found ? [{ example, ...found, right: triptychOf(example, all).right }] : [];
      });
      given = [];
      if (questions.length > 0) go(0);
      return questions.length > 0;
    },
  };
}
