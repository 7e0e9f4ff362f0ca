import { h, setAttribute } from "./dom.js";

/** @typedef {import("./dom.js").Props} Props */

/**
 * The number that a text says, with a point or a comma before its decimals, whatever the language. What says none stays
 * a text, to be refused with what was found; so does "1,000", which is a thousand to some readers and one to others.
 * @param {string} text
 * @returns {number | string}
 */
export function numberIn(text) {
  const plain = text.trim();
  if (/^[-+]?[1-9]\d*,\d{3}$/.test(plain)) return text;
  return /^[-+]?(\d+([.,]\d*)?|[.,]\d+)(e[-+]?\d+)?$/i.test(plain) ? Number(plain.replace(",", ".")) : text;
}

/**
 * A field for a number. Browsers' own read only the language's way of writing and bend the rest: some take "0,001" for 1.
 * @param {Props & {id: string}} props
 * @param {{least: number, most: number, step?: number}} range  step: what the arrow keys add, nothing if left out
 * @param {(value: number | string) => void} send  what was typed; a text if it is no number
 */
export function createNumberField(props, { least, most, step }, send) {
  let typing = false;
  const element = h("input", {
    type: "text",
    inputmode: step === 1 ? "numeric" : "decimal",
    autocomplete: "off",
    spellcheck: "false",
    role: "spinbutton",
    "aria-valuemin": least,
    "aria-valuemax": most,
    ...props,
    input: () => (typing = true),
    change: () => {
      typing = false;
      send(numberIn(element.value));
    },
    keydown: (event) => {
      const way = { ArrowUp: 1, ArrowDown: -1 }[/** @type {string} */ (event.key)];
      const value = numberIn(element.value);
      if (way === undefined || step === undefined || typeof value === "string") return;
      event.preventDefault();
      typing = false;
      send(Math.min(most, Math.max(least, value + way * step)));
    },
  });
  return {
    element,
    /** @param {number} value */
    draw(value) {
      setAttribute(element, "aria-valuenow", value);
      if (!typing && element.value !== String(value)) element.value = String(value);
    },
  };
}
