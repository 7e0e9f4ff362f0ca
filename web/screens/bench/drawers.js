import { h } from "../../app/dom.js";
import { judgedName } from "../../app/judged.js";

/** What is closed until asked for, and the views in it, which are fetched when it is opened. */
const DRAWERS = {
  inside: ["inside"],
  mistakes: ["mistakes"],
  map: ["map", "neighbours"],
  draw: ["draw"],
  judged: ["judged"],
  step: ["batch"],
  settings: ["settings", "data"],
  take: ["takeaway", "load", "share"],
};

export function createDrawers() {
  const element = h(
    "div",
    { class: "drawers" },
    ...Object.entries(DRAWERS).map(([name, views]) =>
      h(
        "details",
        {
          class: "drawer",
          name: "drawer",
          "data-drawer": name,
          "data-only": ["mistakes", "step"].includes(name) ? "rotation" : null,
        },
        h("summary", { "data-t": `drawer.${name}` }),
        h("div", { class: "drawer-body" }, ...views.map((view) => h("div", { "data-view": view }))),
      ),
    ),
  );
  const judged = /** @type {HTMLElement} */ (element.querySelector("[data-drawer=judged]"));
  return {
    element,
    /** @param {import("../../app/view.js").Snapshot} now */
    draw({ spec }) {
      judged.hidden = judgedName(spec.task) === undefined;
    },
  };
}
