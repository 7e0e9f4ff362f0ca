import { bounds } from "../../api/spec.js";
import { h, setAttribute, setText } from "../../app/dom.js";
import { createNumberField } from "../../app/number-field.js";
import { isUnderWay } from "../../app/store.js";

/** @typedef {import("../../app/view.js").Ui} Ui */
/** @typedef {import("../../app/i18n.js").Key} Key */

/** @type {{path: string, kind: "integer" | "rate" | "choice", options?: string[]}[]} */
const fields = [
  { path: "data.unlabelled.count", kind: "integer" },
  { path: "data.labelled.count", kind: "integer" },
  { path: "data.pixels", kind: "choice", options: ["unit", "raw"] },
  { path: "pretext.epochs", kind: "integer" },
  { path: "pretext.batch", kind: "integer" },
  { path: "pretext.optimiser", kind: "choice", options: ["adam", "sgd"] },
  { path: "pretext.learning_rate", kind: "rate" },
  { path: "transfer.epochs", kind: "integer" },
  { path: "transfer.optimiser", kind: "choice", options: ["adam", "sgd"] },
  { path: "transfer.learning_rate", kind: "rate" },
  { path: "supervised.epochs", kind: "integer" },
  { path: "supervised.optimiser", kind: "choice", options: ["adam", "sgd"] },
  { path: "supervised.learning_rate", kind: "rate" },
];

/** @param {object} spec @param {string} path */
const valueAt = (spec, path) => path.split(".").reduce((/** @type {any} */ inner, key) => inner?.[key], spec);

/** @param {string} id @param {string[]} options @param {(value: string) => void} send */
function createChoice(id, options, send) {
  const element = h(
    "select",
    { id, change: () => send(element.value) },
    ...options.map((option) => h("option", { value: option, "data-t": `option.${option}` })),
  );
  return {
    element,
    /** @param {string} value */
    draw(value) {
      if (element.value !== value) element.value = value;
    },
  };
}

/** @param {typeof fields[number]} field @param {Ui} ui */
function createField({ path, kind, options }, ui) {
  const id = `set-${path.replaceAll(".", "-")}`;
  const range = kind === "choice" ? null : bounds(path);
  const hint = h("span", { class: "field-hint", id: `${id}-hint` });
  /** @type {{element: HTMLElement, draw: (value: any) => void}} */
  const input = range
    ? createNumberField(
        { id, "aria-describedby": `${id}-hint` },
        { least: range.minimum, most: range.maximum, ...(kind === "integer" && { step: 1 }) },
        (value) => ui.send({ type: "edit", path, value }),
      )
    : createChoice(id, options ?? [], (value) => ui.send({ type: "edit", path, value }));
  const element = h(
    "div",
    { class: "setting" },
    h("label", { for: id, "data-t": `setting.${path}` }),
    input.element,
    range && hint,
  );
  return {
    element,
    /** @param {import("../../app/view.js").Snapshot} now */
    draw({ spec }) {
      input.draw(valueAt(spec, path));
      if (!range) return;
      const format = (/** @type {number} */ n) => ui.words.free?.format(n) ?? "";
      setText(hint, ui.words.t("setting.range", { from: format(range.minimum), to: format(range.maximum) }));
    },
  };
}

/** What a run is made of, beyond preset and seed. @type {import("../../app/view.js").CreateView} */
export function createSettings(host, ui) {
  const made = fields.map((field) => createField(field, ui));
  const cores = navigator.hardwareConcurrency || 2;
  const workers = createNumberField(
    { id: "set-workers", "aria-describedby": "set-workers-hint" },
    { least: 1, most: 8, step: 1 },
    (count) => ui.send({ type: "workers", count }),
  );
  const workersHint = h("span", { class: "field-hint", id: "set-workers-hint" });
  const when = h("p", { class: "settings-when" });
  host.append(
    h(
      "details",
      { class: "settings" },
      h("summary", { "data-t": "setting.title" }),
      when,
      h(
        "div",
        { class: "settings-grid" },
        ...made.map((field) => field.element),
        h(
          "div",
          { class: "setting" },
          h("label", { for: "set-workers", "data-t": "setting.workers" }),
          workers.element,
          workersHint,
        ),
      ),
    ),
  );
  return {
    element: host,
    on: (now) => [now.spec, now.workers, now.phase, now.untrained],
    draw(now) {
      for (const field of made) field.draw(now);
      workers.draw(now.workers);
      setText(workersHint, ui.words.t("setting.workers.hint", { cores }));
      const busy = isUnderWay(now);
      setText(when, ui.words.t(busy ? "setting.later" : "setting.now"));
      setAttribute(when, "data-waiting", busy);
    },
  };
}
