import { h, setText } from "../../app/dom.js";

/**
 * A program to be copied, which goes on elsewhere with what was saved here.
 * @param {import("../../app/i18n.js").Words} words
 * @param {string} program
 * @param {{title: string, about: string}} keys  of what is said of it
 * @param {...HTMLElement} buttons  beside the one that copies
 */
export function createProgram(words, program, { title, about }, ...buttons) {
  const copied = h("span", { class: "copied", role: "status" });
  const code = h("code", {}, program.trimEnd());
  const copy = h("button", {
    type: "button",
    "data-t": "share.copy",
    async click() {
      // Pages without https have no clipboard: the text is selected, to be copied by hand.
      getSelection()?.selectAllChildren(code);
      await navigator.clipboard?.writeText(program).then(
        () => setText(copied, words.t("share.copied")),
        () => {},
      );
    },
  });
  return h(
    "details",
    { class: "pytorch" },
    h("summary", { "data-t": title }),
    h("p", { "data-t": about }),
    h("pre", { tabindex: 0, role: "group", "data-t-label": "pytorch.program" }, code),
    h("div", { class: "buttons" }, copy, ...buttons, copied),
  );
}
