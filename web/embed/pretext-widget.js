// The lab in a notebook, as an anywidget module: `_esm` is this file's address, and each traitlet named below is passed on.

import "./pretext-embed.js";

const TRAITS = ["route", "show", "preset", "task", "seed", "hide", "lock", "ask", "lang", "theme", "set"];

/**
 * @typedef {object} Model  what we use of anywidget's
 * @property {(name: string) => any} get
 * @property {(name: string, value: unknown) => void} set
 * @property {() => void} save_changes
 * @property {(event: string, listener: () => void) => void} on
 * @property {(event: string, listener: () => void) => void} off
 */

/** @param {{model: Model, el: HTMLElement}} options */
function render({ model, el }) {
  const lab = document.createElement("pretext-lab");
  const apply = () => {
    for (const name of TRAITS) {
      const value = model.get(name);
      if (value === undefined || value === null || value === "") lab.removeAttribute(name);
      else lab.setAttribute(name, String(value));
    }
  };
  apply();
  lab.addEventListener("pretext-result", (event) => {
    const { result, answer } = /** @type {CustomEvent} */ (event).detail;
    model.set("result", result);
    model.set("answer", answer);
    model.save_changes();
  });
  for (const name of TRAITS) model.on(`change:${name}`, apply);
  el.append(lab);
  return () => TRAITS.forEach((name) => model.off(`change:${name}`, apply));
}

export default { render };
