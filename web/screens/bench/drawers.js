import { h } from "../../app/dom.js";

/** What is closed until asked for, and the views in it, which are fetched when it is opened. */
const DRAWERS = {
  inside: ["inside"],
  mistakes: ["mistakes"],
  map: ["map", "neighbours"],
  draw: ["draw"],
  step: ["batch"],
  settings: ["settings", "data"],
  take: ["takeaway", "load", "share"],
};

export function createDrawers() {
  return h(
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
}
