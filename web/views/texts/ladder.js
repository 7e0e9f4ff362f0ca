import { h, setAttribute, setText } from "../../app/dom.js";
import { ladder as recorded, showsOwn, textsOf, writes } from "../../app/texts/tasks.js";
import { createFigure } from "../figure/figure.js";
import { createBarRow } from "./parts.js";

/** @typedef {import("../../app/view.js").Snapshot} Snapshot */

/** What tells the next token, the model last: it has its place by what it comes to. */
const NAMES = /** @type {const} */ (["unigram", "xz", "bigram", "trigram", "fivegram", "model"]);

/** Bits per character: where a model stands among those that only count, and what one of these writes. @param {import("../../app/view.js").Ui} ui */
export function createLadder(ui) {
  const { words } = ui;
  const rows = NAMES.map((name) => ({
    name,
    ...createBarRow(h("span", { "data-t": `texts.ladder.${name}` }), name === "model" ? "own" : null),
  }));
  const list = h("ol", { class: "texts-bought" }, ...rows.map(({ element }) => element));
  const figure = createFigure(ui, list);
  const counted = h("p", { class: "texts-counted" });
  const element = h("div", { class: "texts-part" }, figure.element, counted);

  return {
    element,
    /** @param {Snapshot} now */
    draw(now) {
      // What counting comes to is known of the page's own texts.
      element.hidden = !writes(now.textSpec) || showsOwn(now);
      const own = textsOf(now)?.bits ?? null;
      const bits = { ...recorded.bits, model: own ?? recorded.bits.model };
      const sorted = rows.toSorted((a, b) => bits[b.name] - bits[a.name]);
      const write = (/** @type {number} */ value) => words.loss?.format(value) ?? "";
      for (const { name, element: row, draw } of rows) {
        draw(bits[name] / bits.unigram, write(bits[name]));
        setAttribute(row, "data-known", name !== "model" || own !== null);
      }
      if (sorted.some(({ element: row }, i) => list.children[i] !== row))
        list.append(...sorted.map((row) => row.element));
      figure.draw(words.t("texts.ladder"), words.t(own ? "texts.ladder.about" : "texts.ladder.recorded"), () => ({
        head: [words.t("texts.mode"), words.t("texts.ladder")],
        rows: sorted.map(({ name }) => [words.t(`texts.ladder.${name}`), write(bits[name])]),
      }));
      setText(counted, words.t("texts.ladder.writes", { text: recorded.text }));
    },
  };
}
