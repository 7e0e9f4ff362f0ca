import { h, setAttribute, setEnabled, setText } from "../../app/dom.js";
import { LABELS, WAYS, cellName, noWays } from "../../app/ways/ways.js";
import { createFigure } from "../../views/figure/figure.js";
import { createClusters } from "./clusters.js";
import { createMaker } from "./makers.js";
import { createMap } from "./map.js";
import { createPlaces } from "./places.js";
import { createPlanes } from "./planes.js";
import { createRounds } from "./rounds.js";
import { accuracies, createRows } from "./rows.js";

/** @typedef {import("../../app/view.js").Ui} Ui */
/** @typedef {import("../../app/i18n.js").Key} Key */
/** @typedef {import("../../app/ways/control.js").Ways} Ways */
/** @typedef {import("../../app/ways/ways.js").Way} Way */

/** @typedef {import("../../app/ways/makers.js").Maker} Maker */

/** The families and the figures of each, from top to bottom. @type {{family: string, ways: Way[], makers: Maker[]}[]} */
const FAMILIES = [
  { family: "unsupervised", ways: ["clusters"], makers: ["vae", "gan"] },
  { family: "semi", ways: ["rounds", "graph", "consistency"], makers: [] },
];

/**
 * What a way's figure shows.
 * @param {Way} way
 * @param {Ui} ui
 * @returns {{element: Element, draw: (ways: Ways) => void, numbers?: (ways: Ways) => import("../../views/figure/figure.js").Table}}
 */
function bodyOf(way, ui) {
  if (way === "clusters") return createClusters(ui);
  if (way === "rounds") return createRounds(ui);
  return createRows(WAYS[way].flat(), ui.words);
}

/** One way, with what works it out. @param {Way} way @param {Ui} ui */
function createWay(way, ui) {
  const { words, send } = ui;
  const body = bodyOf(way, ui);
  const figure = createFigure(ui, body.element);
  const run = h("button", {
    type: "button",
    "data-t": "ways.run",
    "aria-describedby": `ways-${way}`,
    click: () => send({ type: "ways", act: { kind: "run", way } }),
  });
  const element = h(
    "section",
    { class: "ways-way", "aria-labelledby": `ways-${way}` },
    h("h4", { id: `ways-${way}`, "data-t": `ways.${way}` }),
    h("p", { class: "ways-note", "data-t": `ways.${way}.about` }),
    run,
    figure.element,
  );
  return {
    element,
    /** @param {Ways} ways */
    draw(ways) {
      body.draw(ways);
      const modes = WAYS[way].flat();
      const known = modes.filter((mode) => ways.cells[cellName(mode, ways.labels)]).length;
      const begun = modes.some((mode) => ways.left.includes(cellName(mode, ways.labels)));
      setEnabled(run, known < modes.length && !begun);
      const key = known === modes.length ? "done" : begun ? "working" : "idle";
      const summary = words.t(/** @type {Key} */ (key === "done" ? `ways.${way}.read` : `ways.${key}`), {
        done: known,
        of: modes.length,
        labels: ways.labels,
      });
      const caption = words.t(/** @type {Key} */ (`ways.${way}.caption`), { labels: ways.labels });
      figure.draw(caption, summary, () => body.numbers?.(ways) ?? accuracies(words, ways, way));
    },
  };
}

/** What else makes do with few labels, live and as recorded. @type {import("../../app/view.js").CreateView} */
export function createNeighbours(host, ui) {
  const { words, send } = ui;
  const map = createMap(words);
  const all = FAMILIES.map(({ family, ways, makers }) => ({
    family,
    ways: ways.map((way) => createWay(way, ui)),
    makers: makers.map((maker) => ({ maker, ...createMaker(maker, ui) })),
  }));
  const places = createPlaces(ui);
  const planes = createPlanes(ui);
  const labels = h(
    "select",
    { id: "ways-labels", change: () => send({ type: "ways", act: { kind: "labels", labels: Number(labels.value) } }) },
    ...LABELS.map((count) => h("option", { value: count }, count)),
  );
  const status = h("p", { class: "ways-status", role: "status" });
  const done = h("i");
  const bar = h("div", { class: "ten-bar", role: "progressbar", "data-t-label": "ways.progress" }, done);
  const stop = h("button", {
    type: "button",
    "data-t": "controls.stop",
    click: () => send({ type: "ways", act: { kind: "stop" } }),
  });
  host.append(
    h("h2", { class: "question", "data-t": "ways.title" }),
    h("p", { class: "ways-lede", "data-t": "ways.lede" }),
    map.element,
    h(
      "div",
      { class: "wall-head ways-head" },
      h("h3", { "data-t": "ways.live" }),
      h("label", { for: "ways-labels" }, h("span", { "data-t": "ways.labels" }), labels),
      h("div", { class: "ways-how" }, status, bar),
      stop,
    ),
    ...all.map(({ family, ways, makers }) =>
      h(
        "section",
        { class: "ways-family", "aria-labelledby": `ways-family-${family}` },
        h("h3", { id: `ways-family-${family}`, "data-t": `ways.family.${family}` }),
        h("p", { class: "ways-note", "data-t": `ways.family.${family}.about` }),
        h("div", { class: "ways-list" }, ...ways.map(({ element }) => element)),
        ...(family === "unsupervised" ? [planes.element] : []),
        ...makers.map(({ element }) => element),
      ),
    ),
    places.element,
  );

  /** @param {Ways} ways */
  function say({ phase, left, message }) {
    if (phase === "failed") return words.t("ways.failed", { message: message ?? "" });
    if (phase === "ready") return words.t(left.length > 0 ? "ways.cells" : "ways.ready", { left: left.length });
    return words.t(/** @type {Key} */ (`ways.phase.${phase}`));
  }

  return {
    element: host,
    on: ({ ways, theme, arrived }) => [ways, theme, arrived],
    draw(now) {
      const ways = now.ways ?? noWays;
      const begun = ways.phase !== "idle" && ways.phase !== "failed";
      setText(status, say(ways));
      const fraction = ways.phase === "ready" ? 1 : (ways.progress?.fraction ?? 0);
      setAttribute(bar, "aria-valuenow", Math.round(100 * fraction));
      done.style.transform = `scaleX(${fraction.toFixed(3)})`;
      setEnabled(stop, begun);
      labels.value = String(ways.labels);
      map.draw();
      for (const family of all) {
        for (const way of family.ways) way.draw(ways);
        for (const { maker, draw } of family.makers) draw(ways.made[maker]);
      }
      planes.draw(ways);
      places.draw(ways, now.theme);
    },
  };
}
