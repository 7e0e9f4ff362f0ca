import { inquiries } from "./inquiries.js";

/** @typedef {import("./inquiries.js").Inquiry} Inquiry */
/** @typedef {import("./inquiries.js").Answers} Answers */
/** @typedef {import("./store.js").Store} Store */

const pause = 250;

/** @param {unknown[] | null} a @param {unknown[] | undefined} b */
const same = (a, b) => a !== null && b !== undefined && a.every((value, i) => value === b[i]);

/** Whether other models answer. @param {import("./store.js").Snapshot} now @param {import("./store.js").Snapshot} before */
const others = (now, before) => now.runSpec !== before.runSpec || now.guest !== before.guest;

/**
 * Keeps asking the models what the views on screen need: one inquiry at a time and at most four rounds a second, so that
 * questions never pile up before a busy worker.
 *
 * @param {Store} store
 * @param {import("./inquiries.js").ModelsFor} modelsFor
 * @param {(name: keyof Answers) => boolean} needed
 */
export function keepAnswering(store, modelsFor, needed) {
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
      // Nobody to ask, or not now: the next round tries again.
      const answer = await inquiry.ask(modelsFor, now).catch(() => null);
      if (!answer || others(store.get(), now)) continue;
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
    if (others(now, before)) answered.clear();
    if (now.answers === before.answers) wake();
  });
  // A view that has just come into sight needs what nobody has asked for.
  addEventListener("scroll", wake, { passive: true });
  document.addEventListener("visibilitychange", wake);
  document.addEventListener("toggle", wake, { capture: true });
}
