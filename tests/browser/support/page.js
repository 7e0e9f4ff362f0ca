// A page of any browser, for tests that need nothing of one browser alone. What a person does with it is in person.js.

/**
 * @typedef {object} Frame  a document: a page's own or an iframe's
 * @property {(selector: string) => Promise<void>} click  as a person would, when the element is there
 * @property {(selector: string, text: string) => Promise<void>} type  in place of what is in the field
 * @property {(selector: string, label: string) => Promise<void>} choose  an option of a select
 * @property {(selector: string, paths: string[]) => Promise<void>} give  files to a field for files
 * @property {<A extends any[], R>(body: (...args: A) => R, ...args: A) => Promise<Awaited<R>>} evaluate  runs in the document
 * @property {(selector: string) => Promise<Frame>} frame  the document in an iframe
 *
 * @typedef {object} Point  in the window, in CSS pixels
 * @property {number} x
 * @property {number} y
 *
 * @typedef {{
 *   engine: string,
 *   goto: (url: string) => Promise<void>,
 *   reload: () => Promise<void>,
 *   keys: (...names: string[]) => Promise<void>,
 *   point: (at: Point) => Promise<void>,
 *   drag: (along: Point[]) => Promise<void>,
 *   download: (act: () => Promise<void>) => Promise<{name: string, bytes: Buffer}>,
 *   messages: string[],
 *   requests: string[],
 *   close: () => Promise<void>,
 * }} Window
 * `keys`: pressed one after another where the focus is, named as in events, such as "a", "ArrowUp" and "Shift+Tab".
 * `point`: moves the mouse there; `drag`: with its button held down from the first point to the last.
 * `download`: the file that comes of what `act` does.
 * `messages`: what the console and uncaught errors say, in WebKit only once somebody has looked at the page.
 * `requests`: the addresses asked for, of which WebKit's driver tells nothing.
 *
 * @typedef {Frame & Window} Page
 *
 * @typedef {object} Reader  what a browser is told of the person before it
 * @property {string} [language]  such as en-GB; WebKit has the machine's own
 * @property {boolean} [dark]  prefers dark colours
 * @property {boolean} [still]  prefers less motion; WebKit can't be told
 * @property {number} [width]  of what shows the page
 * @property {number} [height]
 *
 * @typedef {object} Browser
 * @property {() => Promise<Page>} newPage  in a profile of its own where the driver can do that
 * @property {() => Promise<void>} close
 */

import { setTimeout as sleep } from "node:timers/promises";

/**
 * How long something that must come is waited for, in ms: long enough for any machine, whatever else it does. What this
 * bounds is how late a test fails, never how fast a page has to be.
 */
export const PATIENCE = 240_000;

/** @type {Required<Reader>} */
export const someone = { language: "en-GB", dark: false, still: false, width: 1280, height: 900 };

/**
 * Waits until something in the document is true, and returns it.
 * @template {any[]} A
 * @template R
 * @param {Frame} frame
 * @param {(...args: A) => R} body
 * @param {A} args
 * @returns {Promise<NonNullable<Awaited<R>>>}
 */
export async function until(frame, body, ...args) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const value = await frame.evaluate(body, ...args);
    if (value) return value;
    if (Date.now() > end) throw new Error(`never true: ${body} (${JSON.stringify(args)})`);
    await sleep(100);
  }
}

/** Runs inside a page. @returns {Promise<number>} how many runs the browser keeps */
export function countKept() {
  return new Promise((resolve) => {
    const opening = indexedDB.open("pretext-checkpoints");
    // None has been made yet, and none is to be made by asking.
    opening.onupgradeneeded = () => opening.transaction?.abort();
    opening.onerror = () => resolve(0);
    opening.onsuccess = () => {
      const counting = opening.result.transaction("checkpoints").objectStore("checkpoints").count();
      counting.onsuccess = () => resolve(counting.result);
      opening.result.close();
    };
  });
}
