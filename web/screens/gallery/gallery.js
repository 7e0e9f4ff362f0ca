import { h, setText } from "../../app/dom.js";
import { TASKS, budgetNear, recordedBoard } from "../../app/recorded.js";
import written from "../../recorded/gallery.json" with { type: "json" };
import { createCard } from "./card.js";

/** @typedef {import("../../app/recorded.js").Recorded} Recorded */

const recorded = /** @type {Recorded[]} */ (/** @type {unknown} */ (written));

/** Every pretext task at a glance, from recorded runs. @type {import("../../app/view.js").CreateView} */
export function createGallery(host, ui) {
  const { words } = ui;
  const known = TASKS.flatMap((name) => recorded.find(({ task }) => task === name) ?? []);
  const cards = known.map((one) => createCard(one, ui));
  const epochs = known[0]?.epochs ?? [0];
  const { budgets } = recordedBoard;
  const epochSays = h("output", { for: "gallery-epoch" });
  const labelSays = h("output", { for: "gallery-labels" });
  const epoch = h("input", {
    type: "range",
    id: "gallery-epoch",
    min: 0,
    max: epochs.length - 1,
    value: epochs.length - 1,
    input: draw,
  });
  const labels = h("input", {
    type: "range",
    id: "gallery-labels",
    min: 0,
    max: Math.max(0, budgets.length - 1),
    value: Math.min(1, budgets.length - 1),
    input: draw,
  });
  const compose = h(
    "li",
    {},
    h(
      "a",
      { class: "card card-compose", href: "#/compose" },
      h("span", { class: "card-name", "data-t": "gallery.compose" }),
      h("span", { class: "card-plus", "aria-hidden": "true" }, "+"),
      h("span", { class: "card-question", "data-t": "gallery.compose.about" }),
    ),
  );
  host.append(
    h(
      "div",
      { class: "wall-title" },
      h("h2", { class: "question", "data-t": "gallery.question" }),
      h(
        "p",
        { class: "invitation" },
        h("a", { href: "#/ten", "data-t": "gallery.ten" }),
        h("span", { "data-t": "gallery.ten.about" }),
      ),
    ),
    h(
      "div",
      { class: "wall-head" },
      h("label", { for: "gallery-epoch" }, h("span", { "data-t": "gallery.epoch" }), epoch, epochSays),
      h("label", { for: "gallery-labels" }, h("span", { "data-t": "gallery.labels" }), labels, labelSays),
      h("a", { class: "button", href: "#/board", "data-t": "gallery.race" }),
    ),
    h("ul", { class: "wall" }, ...cards.map(({ element }) => element), compose),
    h("p", { class: "wall-key", "data-t": "gallery.key" }),
  );
  /** @type {import("../../app/store.js").Snapshot["classes"]} */
  let classes = "digits";

  function draw() {
    const at = epochs[Number(epoch.value)] ?? 0;
    const budget = budgets[Number(labels.value)] ?? 0;
    const said = at === 0 ? words.t("gallery.untrained") : words.t("gallery.epoch.number", { epoch: at });
    setText(epochSays, said);
    epoch.setAttribute("aria-valuetext", said);
    setText(labelSays, words.integer?.format(budget) ?? "");
    labels.setAttribute("aria-valuetext", words.integer?.format(budget) ?? "");
    for (const card of cards) card.draw({ epoch: Number(epoch.value), labels: budget, classes });
  }

  let met = false;
  /** @type {import("../../app/talk.js").Scene | null} */
  let scene = null;
  return {
    element: host,
    on: (now) => [now.classes, now.talk],
    draw(now) {
      ({ classes } = now);
      if (now.talk && now.talk.scene !== scene) {
        ({ scene } = now.talk);
        if (scene?.moment) epoch.value = scene.moment === "start" ? "0" : epoch.max;
        if (scene?.labels) labels.value = String(budgetNear(scene.labels));
      }
      draw();
      // Once, for whoever comes here first: networks that learn.
      if (!met && scene?.moment !== "start") for (const card of cards) card.play();
      met = true;
    },
  };
}
