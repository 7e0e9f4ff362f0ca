import { h, setText } from "../../app/dom.js";
import { GUESSES, recorded, SENTENCE, showsOwn, textsOf, writes } from "../../app/texts/tasks.js";
import { createFigure } from "../figure/figure.js";
import { createBarRow, createForm } from "./parts.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */

/** Sentences to begin with: the hidden word stands in brackets. */
const PREPARED = [SENTENCE, "a person who plays the [piano]", "the capital and largest [city] of a state"];

/**
 * What a model that tells hidden tokens takes the word in brackets for.
 * @param {import("../../app/view.js").Ui} ui
 * @param {(act: import("../../app/texts/control.js").TextAction) => void} act
 */
export function createGuesses(ui, act) {
  const { words } = ui;
  const rows = Array.from({ length: GUESSES }, () => {
    const word = h("span", { class: "texts-word", dir: "auto" });
    return { word, ...createBarRow(word) };
  });
  const list = h("ol", { class: "texts-guesses" }, ...rows.map(({ element }) => element));
  const figure = createFigure(ui, list);
  const sentence = h("input", {
    type: "text",
    id: "texts-sentence",
    value: SENTENCE,
    dir: "auto",
    autocomplete: "off",
    maxlength: 500,
  });
  const ask = () => act({ kind: "fill", sentence: sentence.value });
  const prepared = h(
    "p",
    { class: "texts-prepared" },
    h("span", { "data-t": "texts.prepared" }),
    ...PREPARED.map((text) =>
      h(
        "button",
        {
          type: "button",
          click() {
            sentence.value = text;
            ask();
          },
        },
        text,
      ),
    ),
  );
  let asked = SENTENCE;
  const form = createForm(
    words,
    "sentence",
    ask,
    h("label", { for: "texts-sentence" }, h("span", { "data-t": "texts.sentence" }), sentence),
    prepared,
    h("button", { type: "submit", "data-t": "texts.fill" }),
  );
  const element = h("div", { class: "texts-part" }, figure.element, form.element);

  return {
    element,
    /** @param {Snapshot} now */
    draw(now) {
      const { textSpec } = now;
      const texts = textsOf(now);
      element.hidden = writes(textSpec);
      const kept = recorded[textSpec.task === "next_sentence" ? "next_sentence" : "masked_tokens"].said.at(-1);
      const own = showsOwn(now);
      const guesses = texts?.guesses ?? (own ? [] : (kept?.guesses ?? []));
      prepared.hidden = own;
      if (texts && texts.sentence !== asked) sentence.value = asked = texts.sentence;
      const percent = (/** @type {number} */ value) => words.percent?.format(value) ?? "";
      rows.forEach(({ word, element: row, draw }, i) => {
        const { word: guess = "", probability = 0 } = guesses[i] ?? {};
        row.hidden = i >= guesses.length;
        setText(word, guess);
        draw(probability, guesses[i] ? percent(probability) : "");
      });
      figure.draw(
        words.t("texts.guesses"),
        words.t(texts ? "texts.guesses.about" : own ? "texts.guesses.none" : "texts.guesses.recorded", {
          sentence: texts?.sentence ?? SENTENCE,
        }),
        () => ({
          head: [words.t("texts.text"), words.t("texts.probability")],
          rows: guesses.map(({ word, probability }) => [word, percent(probability)]),
        }),
      );
      form.draw(texts);
    },
  };
}
