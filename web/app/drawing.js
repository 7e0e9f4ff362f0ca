/** @typedef {import("../views/view.js").View} View */
/** @typedef {import("./store.js").Snapshot} Snapshot */

const interval = 100;

/**
 * Draws views from the latest snapshot: at most ten times a second, only those on screen, never in a hidden tab. What
 * was missed is drawn when it comes into sight, and all of it on paper.
 *
 * @param {() => Snapshot} latest
 */
export function createDrawing(latest) {
  /** @typedef {{view: View, visible: boolean, stale: boolean, drawn: boolean}} Entry */
  /** @type {Map<Element, Entry>} */
  const entries = new Map();
  let due = 0;
  let waiting = false;

  const observer = new IntersectionObserver(
    (changes) => {
      for (const change of changes) {
        const entry = entries.get(change.target);
        if (entry) entry.visible = change.isIntersecting;
      }
      request();
    },
    { rootMargin: "200px" },
  );

  function draw(everything = false) {
    waiting = false;
    if (document.hidden) return;
    due = performance.now() + interval;
    const snapshot = latest();
    for (const entry of entries.values()) {
      if (!entry.stale || (entry.drawn && !entry.visible && !everything)) continue;
      entry.stale = false;
      entry.drawn = true;
      entry.view.draw(snapshot);
    }
  }

  function request() {
    if (waiting || document.hidden) return;
    waiting = true;
    setTimeout(() => requestAnimationFrame(() => draw()), Math.max(0, due - performance.now()));
  }

  document.addEventListener("visibilitychange", request);
  addEventListener("beforeprint", () => draw(true));

  return {
    /** @param {View} view */
    add(view) {
      entries.set(view.element, { view, visible: false, stale: true, drawn: false });
      observer.observe(view.element);
    },
    /** Everything is out of date. */
    invalidate() {
      for (const entry of entries.values()) entry.stale = true;
      request();
    },
  };
}
