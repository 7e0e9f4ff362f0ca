/** @typedef {import("./view.js").View} View */
/** @typedef {import("./store.js").Snapshot} Snapshot */

const interval = 100;

/**
 * Draws views from the latest snapshot: at most ten times a second, only those on screen, never in a hidden tab. What
 * was missed is drawn when it comes into sight, when the run is done, which leaves time to read all that is in figures,
 * and on paper. A frame draws for a few milliseconds; the rest of the views follow in the next one.
 *
 * @param {() => Snapshot} latest
 */
export function createDrawing(latest) {
  /** @typedef {{view: View, visible: boolean, stale: boolean, drawn: unknown[] | null}} Entry */
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

  // What has something to tell is drawn wherever it stands: until then it has no place that could come into sight.
  /** @param {Entry} entry */
  const wanted = ({ stale, visible, drawn, view }) =>
    stale && (visible || drawn === null || latest().phase === "done" || view.element.hasAttribute("data-tells"));

  /** @param {(entry: Entry) => boolean} which @param {number} budget  in ms; what does not fit waits for the next frame */
  function draw(which, budget) {
    const start = performance.now();
    const snapshot = latest();
    for (const entry of entries.values()) {
      if (!which(entry)) continue;
      if (performance.now() - start > budget) return void requestAnimationFrame(() => draw(which, budget));
      entry.stale = false;
      // The language and the subject of the words at hand: while others are being fetched, the state is ahead of them.
      const { lang, dataset } = document.documentElement;
      const on = [lang, dataset.subject, snapshot.theme, ...entry.view.on(snapshot)];
      if (entry.drawn !== null && on.every((value, i) => value === entry.drawn?.[i])) continue;
      entry.drawn = on;
      entry.view.draw(snapshot);
    }
    waiting = false;
  }

  function begin() {
    due = performance.now() + interval;
    if (document.hidden) waiting = false;
    else draw(wanted, 6);
  }

  function request() {
    if (waiting || document.hidden) return;
    waiting = true;
    setTimeout(() => requestAnimationFrame(begin), Math.max(0, due - performance.now()));
  }

  document.addEventListener("visibilitychange", request);
  const now = () => draw((entry) => entry.stale, Infinity);
  addEventListener("beforeprint", now);

  return {
    /** @param {View} view */
    add(view) {
      entries.set(view.element, { view, visible: false, stale: true, drawn: null });
      observer.observe(view.element);
    },
    /** Whether a view on screen draws this answer. @param {keyof import("./inquiries.js").Answers} name */
    needed: (name) => [...entries.values()].some((entry) => entry.visible && entry.view.needs?.includes(name)),
    now,
    /** Everything is out of date. */
    invalidate() {
      for (const entry of entries.values()) entry.stale = true;
      request();
    },
  };
}
