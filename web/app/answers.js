import { inquiries } from "./inquiries.js";

/** @typedef {import("./inquiries.js").Inquiry} Inquiry */
/** @typedef {import("./inquiries.js").Answers} Answers */
/** @typedef {import("./store.js").Store} Store */

const pause = 250;

/** @param {unknown[] | null} a @param {unknown[] | undefined} b */
const same = (a, b) => a !== null && b !== undefined && a.every((value, i) => value === b[i]);

/**
 * Keeps asking the models what the views on screen need: one inquiry at a time and at most four rounds a second, so that
 * questions never pile up before a busy worker.
 *
 * @param {Store} store
 * @param {import("../api/lab.js").Lab} lab
 * @param {(name: keyof Answers) => boolean} needed
 */
export function keepAnswering(store, lab, needed) {
  /** @type {Map<Inquiry, unknown[]>} */
  const answered = new Map();
  let asking = false;
  let again = false;

  async function round() {
    again = false;
    for (const inquiry of inquiries) {
      const now = store.get();
      const on = inquiry.on(now);
      if (on === null || same(on, answered.get(inquiry)) || !needed(inquiry.name)) continue;
      const run = now.runSpec;
      // Nobody to ask, or not now: the next round tries again.
      const answer = await inquiry.ask(lab, now).catch(() => null);
      if (!answer || store.get().runSpec !== run) continue;
      answered.set(inquiry, on);
      store.set({ answers: { ...store.get().answers, ...answer } });
    }
  }

  async function pump() {
    if (asking) return;
    asking = true;
    while (again && !document.hidden) {
      await round();
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    asking = false;
  }

  function wake() {
    again = true;
    void pump();
  }

  store.subscribe((now, before) => {
    if (now.runSpec !== before.runSpec) answered.clear();
    if (now.answers === before.answers) wake();
  });
  // A view that has just come into sight needs what nobody has asked for.
  addEventListener("scroll", wake, { passive: true });
  document.addEventListener("visibilitychange", wake);
  document.addEventListener("toggle", wake, { capture: true });
}
