// A page of any browser, for tests that need nothing of one browser alone.

/**
 * @typedef {object} Frame  a document: a page's own or an iframe's
 * @property {(selector: string) => Promise<void>} click  as a person would, when the element is there
 * @property {(selector: string, text: string) => Promise<void>} type
 * @property {<A extends any[], R>(body: (...args: A) => R, ...args: A) => Promise<Awaited<R>>} evaluate  runs in the document
 * @property {(selector: string) => Promise<Frame>} frame  the document in an iframe
 *
 * @typedef {Frame & {
 *   engine: string,
 *   goto: (url: string) => Promise<void>,
 *   reload: () => Promise<void>,
 *   messages: string[],
 *   close: () => Promise<void>,
 * }} Page  `messages`: what the console and uncaught errors say; WebKit's driver tells nothing
 *
 * @typedef {object} Browser
 * @property {() => Promise<Page>} newPage  in a profile of its own where the driver can do that
 * @property {() => Promise<void>} close
 */

import { setTimeout as sleep } from "node:timers/promises";

/**
 * Waits until something in the document is true, and returns it.
 * @template {any[]} A
 * @template R
 * @param {Frame} frame
 * @param {number} ms
 * @param {(...args: A) => R} body
 * @param {A} args
 * @returns {Promise<NonNullable<Awaited<R>>>}
 */
export async function until(frame, ms, body, ...args) {
  const end = Date.now() + ms;
  for (;;) {
    const value = await frame.evaluate(body, ...args);
    if (value) return value;
    if (Date.now() > end) throw new Error(`not true within ${ms} ms: ${body} (${JSON.stringify(args)})`);
    await sleep(100);
  }
}

/**
 * The text that is shown.
 * @param {Frame} frame
 * @param {string} [selector]
 */
export function text(frame, selector = "body") {
  return frame.evaluate(
    (s) => /** @type {HTMLElement | null} */ (document.querySelector(s))?.innerText ?? "",
    selector,
  );
}

/**
 * Presses a button, or what has that role, by the name that a screen reader gives it.
 * @param {Frame} frame
 * @param {string} name
 * @param {number} [ms]
 */
export async function press(frame, name, ms = 10_000) {
  await until(
    frame,
    ms,
    (wanted) => {
      const buttons = [...document.querySelectorAll("button, [role=button], summary, input[type=submit]")];
      const found = buttons.find((button) => {
        const label = button.getAttribute("aria-label") ?? /** @type {HTMLElement} */ (button).innerText;
        return label.trim() === wanted && button.checkVisibility();
      });
      document.querySelectorAll("[data-press]").forEach((old) => old.removeAttribute("data-press"));
      found?.setAttribute("data-press", "");
      return Boolean(found);
    },
    name,
  );
  await frame.click("[data-press]");
}
