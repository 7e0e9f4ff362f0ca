import { h, setEnabled, setText } from "../../app/dom.js";
import { SENTENCE, recorded, textsOf, writes } from "../../app/texts/tasks.js";
import { createFigure } from "../figure/figure.js";

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
  const rows = Array.from({ length: 5 }, () => {
    const [word, number, inner] = [h("span", { class: "texts-word", dir: "auto" }), h("b"), h("i")];
    return { word, number, inner, element: h("li", {}, word, h("span", { class: "texts-track" }, inner), number) };
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
  const complaint = h("p", { class: "texts-complaint", role: "alert" });
  const fill = h("button", { type: "submit", "data-t": "texts.fill" });
  const form = h(
    "form",
    {
      class: "texts-form",
      submit(/** @type {Event} */ event) {
        event.preventDefault();
        ask();
      },
    },
    h("label", { for: "texts-sentence" }, h("span", { "data-t": "texts.sentence" }), sentence),
    h(
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
    ),
    fill,
    complaint,
  );
  const element = h("div", { class: "texts-part" }, figure.element, form);

  return {
    element,
    /** @param {Snapshot} now */
    draw(now) {
      const { textSpec } = now;
      const texts = textsOf(now);
      element.hidden = writes(texts?.spec ?? textSpec);
      const kept = recorded[textSpec.task === "next_sentence" ? "next_sentence" : "masked_tokens"].at(-1);
      const guesses = texts?.guesses ?? kept?.guesses ?? [];
      const percent = (/** @type {number} */ value) => words.percent?.format(value) ?? "";
      rows.forEach(({ word, number, inner, element: row }, i) => {
        row.hidden = i >= guesses.length;
        setText(word, guesses[i]?.word ?? "");
        setText(number, guesses[i] ? percent(guesses[i].probability) : "");
        inner.style.transform = `scaleX(${(guesses[i]?.probability ?? 0).toFixed(3)})`;
      });
      figure.draw(
        words.t("texts.guesses"),
        words.t(texts ? "texts.guesses.about" : "texts.guesses.recorded", {
          sentence: texts?.sentence ?? SENTENCE,
        }),
        () => ({
          head: [words.t("texts.text"), words.t("texts.probability")],
          rows: guesses.map(({ word, probability }) => [word, percent(probability)]),
        }),
      );
      const may = texts !== null && texts.phase !== "loading" && texts.phase !== "failed";
      for (const button of form.querySelectorAll("button")) setEnabled(button, may);
      const wrong = texts?.complaint?.startsWith("sentence") ? texts.complaint : null;
      setText(complaint, wrong ? words.t(/** @type {any} */ (`texts.wrong.${wrong}`)) : "");
    },
  };
}
