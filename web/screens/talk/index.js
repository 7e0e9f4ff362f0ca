import { h } from "../../app/dom.js";
import { atScene, readTalk } from "../../app/talk.js";
import { createBar } from "./bar.js";

/** Keys that go from scene to scene: a keyboard's, and those that a presenter's remote control sends. @type {Record<string, number>} */
const KEYS = { ArrowRight: 1, PageDown: 1, ArrowLeft: -1, PageUp: -1 };
/** What has a use for arrow keys of its own. */
const OWN_KEYS = "input, select, textarea, dialog, [role=slider], [role=application], [role=grid], [data-arrows]";

/**
 * Goes from scene to scene of a lecture, once an address has named some.
 * @param {import("../../app/store.js").Store} store
 * @param {ReturnType<typeof import("../../app/drawing.js").createDrawing>} drawing
 * @param {import("../../app/view.js").Ui} ui
 */
export function createTalk(store, drawing, ui) {
  /** @param {number | null} by */
  function go(by) {
    const now = store.get();
    if (!now.talk) return;
    if (by === null) return store.set({ talk: null });
    const at = now.talk.at + by;
    if (now.talk.scenes[at]) store.set(atScene(now, now.talk, at));
  }

  const host = h("nav", { class: "talk", "data-tells": true, "data-t-label": "talk.label" });
  document.querySelector("main")?.before(host);
  drawing.add(createBar(host, ui, go));
  document.addEventListener("keydown", (event) => {
    const { key, target, defaultPrevented, altKey, ctrlKey, metaKey, shiftKey } = event;
    if (!store.get().talk?.present || defaultPrevented || altKey || ctrlKey || metaKey || shiftKey) return;
    const by = KEYS[key];
    if (!by || (target instanceof Element && target.closest(OWN_KEYS))) return;
    event.preventDefault();
    go(by);
  });
  return {
    /** Begins with what an address says. @param {string} rest  its part after the route */
    read(rest) {
      const talk = readTalk(rest, store.get().spec);
      if (talk) store.set(atScene(store.get(), talk, talk.at));
    },
  };
}
