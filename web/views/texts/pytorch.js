/// <reference types="vite/client" />
import { h, setEnabled } from "../../app/dom.js";
import { textsOf, writes } from "../../app/texts/tasks.js";
import { createProgram } from "../pytorch/program.js";
import program from "./next_token.py?raw";

/** What a model that tells the next token takes elsewhere: its weights, the texts, and a program that tests it. @param {import("../../app/view.js").Ui} ui */
export function createPytorch({ words, send }) {
  const buttons = /** @type {const} */ (["weights", "texts"]).map((which) =>
    h("button", {
      type: "button",
      "data-t": `texts.save.${which}`,
      click: () => send({ type: "save", what: "texts", which }),
    }),
  );
  const element = createProgram(words, program, { title: "texts.pytorch", about: "texts.pytorch.about" }, ...buttons);
  return {
    element: h("div", { class: "texts-part texts-wide" }, element),
    /** @param {import("../../app/view.js").Snapshot} now */
    draw(now) {
      element.hidden = !writes(now.textSpec);
      const phase = textsOf(now)?.phase;
      for (const button of buttons) setEnabled(button, phase === "done" || phase === "paused" || phase === "running");
    },
  };
}
