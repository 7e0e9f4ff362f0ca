import { views as frame } from "./frame.js";

/** @typedef {import("../app/hash.js").Screen} Screen */
/** @typedef {import("../app/view.js").CreateView} CreateView */
/** @typedef {import("../app/view.js").Ui} Ui */

/** What may stand in the elements with `data-view` of each screen, fetched when the screen is asked for. */
/** @type {Partial<Record<Screen, () => Promise<{views: Record<string, CreateView>}>>>} */
const parts = {
  gallery: () => import("./gallery/index.js"),
  ten: () => import("./ten.js"),
  compose: () => import("./compose/index.js"),
  board: () => import("./board/index.js"),
  bench: () => import("./bench/index.js"),
  notebook: () => import("./notebook.js"),
  texts: () => import("./texts.js"),
  neighbours: () => import("./neighbours/index.js"),
};

/** Where on a screen the reader was before going elsewhere is not where to begin on another one. */
const top = () => scrollTo({ top: 0, behavior: "instant" });

/**
 * Shows one screen at a time; the views of each are made when it is first shown.
 *
 * @param {ReturnType<typeof import("../app/drawing.js").createDrawing>} drawing
 * @param {Ui} ui
 */
export function createScreens(drawing, ui) {
  /** @type {Set<string>} */
  const made = new Set();
  /** @type {Screen | null} */
  let wanted = null;

  /** @param {ParentNode} root @param {Record<string, CreateView>} views */
  function make(root, views) {
    const hosts = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[data-view]")]);
    if (root instanceof HTMLElement && root.dataset.view) hosts.unshift(root);
    for (const host of hosts) {
      const create = views[host.dataset.view ?? ""];
      if (create) drawing.add(create(host, ui));
    }
    ui.words.label(root);
  }

  /** What is in a drawer is made when it is opened for the first time. @param {Event} event */
  async function openDrawer({ target }) {
    if (!(target instanceof HTMLDetailsElement) || !target.open || !target.dataset.drawer) return;
    if (made.has(`drawer ${target.dataset.drawer}`)) return;
    made.add(`drawer ${target.dataset.drawer}`);
    const { views } = await import("./notebook.js");
    make(target, views);
  }
  document.addEventListener("toggle", (event) => void openDrawer(event), { capture: true });

  return {
    /** @param {Screen} screen */
    async show(screen) {
      const moved = wanted !== null;
      wanted = screen;
      const { views } = (await parts[screen]?.()) ?? { views: {} };
      if (wanted !== screen) return; // the reader has gone on meanwhile
      document.documentElement.dataset.on = screen;
      for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("main > [data-screen]")))
        element.hidden = element.dataset.screen !== screen;
      const root = document.querySelector(`main > [data-screen="${screen}"]`);
      if (made.size === 0) for (const around of document.querySelectorAll(".masthead, .foot")) make(around, frame);
      if (root && !made.has(screen)) make(root, views);
      made.add(screen);
      if (moved) top();
    },
  };
}
