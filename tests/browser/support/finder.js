// Finds elements in a document as a person does, by role and name, by label, by text, with the field's own library.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** @import {Frame} from "./page.js" */

/**
 * One turn on the way to an element: within what was found so far, what is shown and has this role and name, text or label;
 * what this selector finds, shown or not; or the one at this place, from the end if negative.
 * @typedef {{by: "role" | "text" | "label", what: Match, name?: Match} | {by: "css", what: string} | {by: "nth", what: number}} Turn
 *
 * @typedef {string | {pattern: string, flags: string}} Match  the whole of a text, or a pattern in it
 */

const library = readFileSync(
  createRequire(import.meta.url).resolve("@testing-library/dom/dist/@testing-library/dom.umd.min.js"),
  "utf8",
);

/** @param {string | RegExp} match @returns {Match} */
export const matching = (match) => (typeof match === "string" ? match : { pattern: match.source, flags: match.flags });

/**
 * Runs in the document.
 * @param {Turn[]} turns
 * @returns {HTMLElement[]}
 */
function find(turns) {
  const { queryAllByRole, queryAllByText, queryAllByLabelText } = /** @type {any} */ (globalThis).TestingLibraryDom;
  const match = (/** @type {Match | undefined} */ of) =>
    of === undefined || typeof of === "string" ? of : new RegExp(of.pattern, of.flags);
  const shown = (/** @type {Element} */ element) =>
    element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  /** @type {HTMLElement[]} */
  let found = [document.documentElement];
  for (const turn of turns) {
    const within = (/** @type {(root: HTMLElement) => Iterable<HTMLElement>} */ query) => [
      ...new Set(found.flatMap((root) => [...query(root)])),
    ];
    if (turn.by === "nth") found = found.slice(turn.what).slice(0, 1);
    else if (turn.by === "css") found = within((root) => root.querySelectorAll(turn.what));
    else if (turn.by === "text")
      found = within((root) => queryAllByText(root, match(turn.what), { ignore: "script, style, option" })).filter(
        shown,
      );
    else if (turn.by === "label") found = within((root) => queryAllByLabelText(root, match(turn.what))).filter(shown);
    else found = within((root) => queryAllByRole(root, turn.what, { name: match(turn.name) })).filter(shown);
  }
  return found;
}

/**
 * Runs a function in the document on what is found there.
 * @template {any[]} A
 * @template R
 * @param {Frame} frame
 * @param {Turn[]} turns
 * @param {(elements: HTMLElement[], ...args: A) => R} body
 * @param {A} args
 * @returns {Promise<Awaited<R>>}
 */
export async function among(frame, turns, body, ...args) {
  // The page's policy allows it no evaluation of texts: what runs there is put together here.
  const run = new Function(
    `return globalThis.TestingLibraryDom ? (${body})((${find})(arguments[0]), ...[...arguments].slice(1)) : "no library"`,
  );
  const result = await frame.evaluate(/** @type {any} */ (run), turns, ...args);
  if (result !== "no library") return result;
  await frame.evaluate(/** @type {() => void} */ (new Function(library)));
  return frame.evaluate(/** @type {any} */ (run), turns, ...args);
}
