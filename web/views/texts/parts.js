// What the parts of the screen of texts are made of.

import { h, setEnabled, setText } from "../../app/dom.js";

/** @typedef {import("../../app/texts/control.js").Written} Written */
/** @typedef {import("../../app/i18n.js").Key} Key */

/** A row of a list: a name, a bar and a number. @param {HTMLElement} name @param {string | null} [kind]  its class */
export function createBarRow(name, kind = null) {
  const [inner, number] = [h("i"), h("b")];
  return {
    element: h("li", { class: kind }, name, h("span", { class: "texts-track" }, inner), number),
    /** @param {number} share @param {string} text */
    draw(share, text) {
      inner.style.transform = `scaleX(${share.toFixed(3)})`;
      setText(number, text);
    },
  };
}

/**
 * What the reader asks a model in words, and why that is not taken.
 * @param {import("../../app/i18n.js").Words} words
 * @param {"prompt" | "sentence"} what
 * @param {() => void} ask
 * @param {...Node} fields
 */
export function createForm(words, what, ask, ...fields) {
  const complaint = h("p", { class: "texts-complaint", role: "alert" });
  const submit = (/** @type {Event} */ event) => (event.preventDefault(), ask());
  const element = h("form", { class: "texts-form", submit }, ...fields, complaint);
  return {
    element,
    /** @param {Written | null} texts */
    draw(texts) {
      const may = texts !== null && texts.phase !== "loading" && texts.phase !== "failed";
      for (const button of element.querySelectorAll("button")) setEnabled(button, may);
      const wrong = texts?.complaint?.startsWith(what) ? texts.complaint : null;
      setText(complaint, wrong ? words.t(/** @type {Key} */ (`texts.wrong.${wrong}`)) : "");
    },
  };
}
