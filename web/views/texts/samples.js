import { h, setText } from "../../app/dom.js";
import { PROMPT, recorded, showsOwn, textsOf, writes } from "../../app/texts/tasks.js";
import { createFigure } from "../figure/figure.js";
import { createForm } from "./parts.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */

/**
 * What a model that tells the next token writes: the same beginning with the same random numbers, after ever more steps; and on
 * the reader's wish.
 * @param {import("../../app/view.js").Ui} ui
 * @param {(act: import("../../app/texts/control.js").TextAction) => void} act
 */
export function createSamples(ui, act) {
  const { words } = ui;
  const list = h("ol", { class: "texts-samples", dir: "auto" });
  const figure = createFigure(ui, list);
  const field = (/** @type {string} */ name, /** @type {HTMLElement} */ input) => {
    input.id = `texts-${name}`;
    return h("label", { for: input.id }, h("span", { "data-t": `texts.${name}` }), input);
  };
  const prompt = h("input", { type: "text", value: PROMPT, dir: "auto", autocomplete: "off", maxlength: 500 });
  const temperature = h("input", { type: "number", min: 0, max: 5, step: 0.1, value: 0.7 });
  const topK = h("input", { type: "number", min: 0, max: 2048, step: 1, value: 40 });
  const seed = h("input", { type: "number", min: 0, max: 4294967295, step: 1, value: 1 });
  const write = h("button", { type: "submit", "data-t": "texts.write" });
  const written = h("output", { class: "texts-written", dir: "auto", for: "texts-prompt" });
  const ask = () =>
    act({
      kind: "write",
      prompt: prompt.value,
      temperature: temperature.valueAsNumber || 0,
      topK: topK.valueAsNumber || 0,
      seed: seed.valueAsNumber || 0,
    });
  const form = createForm(
    words,
    "prompt",
    ask,
    field("prompt", prompt),
    h(
      "div",
      { class: "texts-how" },
      field("temperature", temperature),
      field("top_k", topK),
      field("seed", seed),
      write,
    ),
  );
  const element = h("div", { class: "texts-part" }, figure.element, form.element);
  form.element.append(written);
  let asked = PROMPT;

  return {
    element,
    /** @param {Snapshot} now */
    draw(now) {
      const { textSpec } = now;
      const texts = textsOf(now);
      element.hidden = !writes(textSpec);
      const own = showsOwn(now);
      const samples = texts ? texts.samples : own ? [] : recorded.next_token.said;
      if (texts && texts.prompt !== asked) prompt.value = asked = texts.prompt;
      const rows = samples.map(({ step, text }) => [words.t("texts.after", { step }), text]);
      while (list.children.length > rows.length) list.lastElementChild?.remove();
      while (list.children.length < rows.length) list.append(h("li", {}, h("b"), h("span", { dir: "auto" })));
      rows.forEach(([after, text], i) => {
        const [step, said] = [...list.children[i].children];
        setText(step, String(after));
        setText(said, String(text));
      });
      figure.draw(
        words.t("texts.samples"),
        words.t(texts ? "texts.samples.about" : own ? "texts.samples.none" : "texts.samples.recorded", {
          prompt: texts?.prompt ?? PROMPT,
        }),
        () => ({ head: [words.t("texts.steps"), words.t("texts.text")], rows }),
      );
      form.draw(texts);
      setText(written, texts?.written ?? "");
    },
  };
}
