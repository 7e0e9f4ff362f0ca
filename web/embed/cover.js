import { h } from "../app/dom.js";

/**
 * What stands before the first Start: a question, if the link asks one, and a button. No form: a sandboxed frame may not
 * submit one.
 * @param {import("./words.js").EmbedWords} words
 * @param {string} question
 * @param {(answer: string) => void} start
 */
export function createCover(words, question, start) {
  const answer = h("textarea", { id: "embed-answer", rows: 3, maxlength: 1000, required: true });
  const click = () => {
    if (!question) start("");
    else if (answer.reportValidity()) start(answer.value);
  };
  return h(
    "div",
    { class: "embed-cover" },
    question && h("div", { class: "embed-question" }, h("label", { for: "embed-answer" }, question), answer),
    h("button", { type: "button", class: "primary", click }, words.start),
  );
}
