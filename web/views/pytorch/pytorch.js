/// <reference types="vite/client" />
import { dataSets, setOf } from "../../api/spec.js";
import { h, setText } from "../../app/dom.js";
import { shownSpec } from "../../app/task.js";
import program from "./evaluate.py?raw";

/** A program to go on with elsewhere: it reads the saved weights and tests them. @type {import("../../app/view.js").CreateView} */
export function createPytorch(host, { words }) {
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
  host.append(
    h(
      "details",
      { class: "pytorch" },
      h("summary", { "data-t": "pytorch.title" }),
      h("p", { "data-t": "pytorch.about" }),
      h("pre", { tabindex: 0, role: "group", "data-t-label": "pytorch.program" }, code),
      h("div", { class: "buttons" }, copy, copied),
    ),
  );
  return {
    element: host,
    on: (now) => [shownSpec(now)],
    draw(now) {
      host.hidden = setOf(shownSpec(now)) !== dataSets[0]; // it tests them on MNIST
    },
  };
}
