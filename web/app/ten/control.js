// Ten labels by hand: pretraining without any, then a graph of the images, along which the labels of the reader flow. It has
// a lab of its own, so that the experiment is not touched by it, and gives way to the experiment where both want to run.

import { presets, readSpec } from "../../api/spec.js";
import { layOut } from "../layout.js";
import { createSideLab } from "../side-lab.js";
import { farthest } from "./farthest.js";
import { CARDS, MOST_CARDS, labelOf, mistaken, noLabels, undone, withLabel } from "./labels.js";

/** @typedef {import("../../api/lab/lab.js").Lab} Lab */
/** @typedef {import("../side-lab.js").Still} Still */
/** @typedef {import("../store.js").Store} Store */
/** @typedef {import("../../api/protocol.js").Flow} Flow */
/** @typedef {import("../../api/protocol.js").Located} Located */
/** @typedef {import("./labels.js").Labels} Labels */
/** @typedef {"pixels" | "random"} Rival */

/** @typedef {"quick" | "full" | "long"} Length  of pretraining */

/**
 * @typedef {object} Ten
 * @property {"loading" | "waiting" | "training" | "ready" | "failed"} phase  waiting: for the experiment
 * @property {number} steps  of pretraining, in all
 * @property {import("../../api/data/data.js").Data | null} data
 * @property {number} from  the row of the first unlabelled image
 * @property {Uint8Array} truth  of the unlabelled images, which nothing but the numbers in tables ever sees
 * @property {import("../../api/protocol.js").Progress | null} progress
 * @property {import("../../api/protocol.js").Health[]} health  at one moment after another
 * @property {{number: number, pixels: Uint8Array}[]} shown  the images to label, by their numbers among the unlabelled ones
 * @property {number} at  which of them is chosen
 * @property {Labels} labels
 * @property {{row: number, was: number, said: number, accuracy: number} | null} flipped  the one that is wrong on purpose
 * @property {boolean} plain  without equal shares
 * @property {Float32Array | null} map  n x 2
 * @property {boolean} laidOut  whether the map is as it will stay: first it is two principal components, then on its way
 * @property {{frames: Flow[], accuracy: number | null}} flow  accuracy: at the end
 * @property {Record<Rival, {located: number, accuracy: number | null}>} rivals  with the same labels
 * @property {Uint8Array | null} drawn
 * @property {(import("../../api/protocol.js").Voter & {pixels: Uint8Array})[]} voters
 * @property {string | null} message  why it has failed, or the last flow has
 *
 * @typedef {{kind: "start", length: Length} | {kind: "stop"} | {kind: "select", place: number}
 *   | {kind: "move", by: number} | {kind: "label", label: number | null} | {kind: "undo"} | {kind: "flip"} | {kind: "takeBack"}
 *   | {kind: "another"} | {kind: "more"} | {kind: "pick", number: number} | {kind: "plain", plain: boolean}
 *   | {kind: "draw", pixels: Uint8Array | null}} TenAction
 */

const QUICK_STEPS = 200;
const CANDIDATES = 30;
const HEALTH_MS = 2000;
/** @type {Rival[]} */
const RIVALS = ["pixels", "random"];

/** @type {Ten} */
const nothing = {
  phase: "loading",
  steps: QUICK_STEPS,
  data: null,
  from: 0,
  truth: new Uint8Array(),
  progress: null,
  health: [],
  shown: [],
  at: 0,
  labels: noLabels,
  flipped: null,
  plain: false,
  map: null,
  laidOut: false,
  flow: { frames: [], accuracy: null },
  rivals: { pixels: { located: 0, accuracy: null }, random: { located: 0, accuracy: null } },
  drawn: null,
  voters: [],
  message: null,
};

/** @param {Length} length */
function specOf(length) {
  const name = length === "long" ? "ten_labels_long" : "ten_labels";
  const preset = /** @type {import("../../api/spec.js").Spec} */ (presets[name]);
  const pretext = length === "quick" ? { ...preset.pretext, steps: QUICK_STEPS, epochs: 1 } : preset.pretext;
  const read = readSpec({ ...preset, pretext });
  if (!read.ok) throw new Error(read.error.message);
  return read.spec;
}

/**
 * @param {Store} store
 * @param {() => Promise<import("../../api/data/data.js").Data>} fetchData
 */
export function createTen(store, fetchData) {
  /** @type {Located | null} */
  let located = null;
  /** Images of more clusters than there are digits, to choose further ones from. @type {Promise<number[]>} */
  let candidates = Promise.resolve([]);
  let endLayout = () => {};
  /** @type {ReturnType<typeof setInterval> | undefined} */
  let watching;
  let rivalsAtWork = false;

  const ten = () => store.get().ten ?? nothing;
  /** @param {Partial<Ten>} patch */
  const set = (patch) => store.set({ ten: { ...ten(), ...patch } });

  const side = createSideLab(store, fetchData, {
    phase: () => ten().phase,
    set,
    onClose() {
      clearInterval(watching);
      endLayout();
      located = null;
    },
  });

  /** @param {Length} length */
  async function start(length) {
    const spec = specOf(length);
    // Labels are of rows, whatever the encoder that is to spread them.
    const { labels, shown, at, plain, drawn } = ten();
    const { steps } = /** @type {{steps: number}} */ (spec.pretext);
    store.set({ ten: { ...nothing, labels, shown, at, plain, drawn, steps, from: spec.data.unlabelled.from } });
    const { from, count } = spec.data.unlabelled;
    await side.begin(spec, {
      extent: "graph",
      // The last one is for the rivals, while the first spreads the reader's labels.
      workers: Math.max(2, store.get().workers),
      onData: (data) => set({ data, truth: data.train.labels.subarray(from, from + count) }),
      onProgress: (progress) => set({ progress }),
      onResult: ready,
    });
    if (!["training", "waiting"].includes(ten().phase)) return;
    clearInterval(watching);
    watching = setInterval(() => void side.run(look), HEALTH_MS);
    await side.run(look);
  }

  /** How the embeddings lie now. @param {Lab} lab @param {Still} still */
  async function look(lab, still) {
    if (ten().phase !== "training" || ten().progress?.activity === "locate") return;
    const health = await lab.health().catch(() => null);
    if (health?.images && still()) set({ health: [...ten().health, health] });
  }

  /** @param {Lab} lab @param {Still} still */
  async function ready(lab, still) {
    clearInterval(watching);
    const health = await lab.health();
    const found = await lab.located();
    if (!still() || !found) return;
    located = found;
    set({ map: found.map, health: health ? [...ten().health, health] : ten().health });
    if (ten().shown.length === 0) {
      const typical = await lab.typical(CARDS);
      if (!still()) return;
      set({ shown: await withPixels(typical) });
    }
    set({ phase: "ready" });
    endLayout = layOut(found.map, found, (map, done) => still() && set({ map: map ?? found.map, laidOut: done }));
    spread();
    candidates = lab.typical(CANDIDATES);
    await candidates;
  }

  /** @param {number[]} numbers */
  async function withPixels(numbers) {
    const { data, from } = ten();
    if (!data) return [];
    const { images } = data.train;
    return Promise.all(numbers.map(async (number) => ({ number, pixels: await images.read(from + number) })));
  }

  /** @param {number} place */
  const rowAt = (place) => ten().from + (ten().shown[place]?.number ?? 0);

  /** @param {Labels} labels */
  function relabel(labels) {
    if (labels === ten().labels) return;
    set({ labels });
    spread();
  }

  /** Lets the labels flow, as they are now; a flow under way ends. */
  function spread() {
    const { given } = ten().labels;
    /** @type {Ten["flow"]} */
    const flow = { frames: [], accuracy: null };
    set({ flow, voters: [], message: null });
    if (ten().phase !== "ready" || given.length === 0) return;
    const mode = ten().plain ? "poisson" : "propagation";
    void side.run((lab, still) =>
      lab
        .cell(0, { mode, labels: 0, given }, (at) => {
          // What a later flow has taken the place of is heard no more.
          if (ten().flow.frames === flow.frames) flow.frames.push(at);
        })
        .then(({ accuracy }) => {
          if (!still() || ten().flow.frames !== flow.frames) return;
          set({ flow: { frames: flow.frames, accuracy } });
          void side.run(vote);
          void side.run(compete);
        })
        .catch((error) => {
          // The graph is still there, and other labels may do.
          if (error?.code !== "dropped" && still()) set({ message: String(error?.message ?? error) });
        }),
    );
  }

  /** The same labels over pixels and over an untrained encoder, one after another, and again if they have changed since. @param {Lab} lab @param {Still} still */
  async function compete(lab, still) {
    if (rivalsAtWork) return;
    rivalsAtWork = true;
    try {
      /** @type {Labels | null} */
      let last = null;
      while (still() && last?.given !== ten().labels.given && ten().labels.given.length > 0) {
        last = ten().labels;
        for (const rival of RIVALS) await competeWith(rival, last, lab, still);
      }
    } finally {
      rivalsAtWork = false;
    }
  }

  /** @param {Rival} rival @param {Labels} labels @param {Lab} lab @param {Still} still */
  async function competeWith(rival, { given }, lab, still) {
    /** @param {{located: number, accuracy: number | null}} patch */
    const tell = (patch) => still() && set({ rivals: { ...ten().rivals, [rival]: patch } });
    const told = await lab
      .cell(lab.workers - 1, { mode: `propagation_${rival}`, labels: 0, given }, ({ located: share }) =>
        tell({ located: share, accuracy: ten().rivals[rival].accuracy }),
      )
      .catch(() => null);
    if (told) tell({ located: 1, accuracy: told.accuracy });
  }

  /** Who has a say in what the drawing is. @param {Lab} lab @param {Still} still */
  async function vote(lab, still) {
    const { drawn, flow } = ten();
    if (!drawn || flow.accuracy === null) return set({ voters: [] });
    const voters = await lab.voters(0, drawn.slice());
    // A worker that has taken a lost one's place has not spread any labels yet.
    if (voters.length === 0 && still() && flow === ten().flow) return spread();
    const pictures = await withPixels(voters.map(({ point }) => point));
    if (!still() || drawn !== ten().drawn || flow !== ten().flow) return;
    set({ voters: pictures.map(({ pixels }, i) => ({ ...voters[i], pixels })) });
  }

  /** The chosen image is called that, and the next one without a label is chosen. @param {number | null} digit */
  function label(digit) {
    const { at, shown, flipped, labels } = ten();
    if (at >= shown.length) return;
    const changed = withLabel(labels, rowAt(at), digit);
    const places = [...shown.keys()];
    const next = [...places.slice(at + 1), ...places.slice(0, at)].find((p) => labelOf(changed, rowAt(p)) === null);
    set({ at: digit === null ? at : (next ?? at), flipped: flipped?.row === rowAt(at) ? null : flipped });
    relabel(changed);
  }

  /** @param {number} number @param {number} place  of the image that it takes the place of; the end adds it */
  async function show(number, place) {
    const { data } = ten();
    const [image] = await withPixels([number]);
    if (!image || data !== ten().data || ten().shown.some((other) => other.number === number)) return;
    const shown = ten().shown.slice();
    const [before] = shown.splice(place, 1, image);
    set({ shown, at: place });
    if (before) relabel(withLabel(ten().labels, ten().from + before.number, null));
  }

  /** Shows an image that is unlike all others there. @param {(now: Ten) => number} placeOf */
  async function showNext(placeOf) {
    const found = await candidates;
    const numbers = ten().shown.map(({ number }) => number);
    const number = located ? farthest(located, numbers, found) : undefined;
    const place = placeOf(ten());
    if (number !== undefined && place < MOST_CARDS) await show(number, place);
  }

  /** Calls one of the images what it is not, on purpose. */
  function flip() {
    const { labels, at, shown, flow, from } = ten();
    const row = [at, ...shown.keys()].map(rowAt).find((one) => labelOf(labels, one) !== null);
    const was = row === undefined ? null : labelOf(labels, row);
    if (row === undefined || was === null) return;
    const said = mistaken(was);
    const place = shown.findIndex(({ number }) => from + number === row);
    set({ flipped: { row, was, said, accuracy: flow.accuracy ?? 0 }, at: place });
    relabel(withLabel(labels, row, said));
  }

  return {
    /** @param {TenAction} action */
    act(action) {
      const now = ten();
      switch (action.kind) {
        case "start":
          return start(action.length);
        case "stop":
          side.close();
          return store.set({ ten: null });
        case "select":
          return set({ at: action.place });
        case "move":
          return set({ at: (now.at + action.by + now.shown.length) % Math.max(1, now.shown.length) });
        case "label":
          return label(action.label);
        case "undo":
          set({ flipped: null });
          return relabel(now.labels.past.length > 0 ? undone(now.labels) : now.labels);
        case "flip":
          return flip();
        case "takeBack": {
          const { flipped } = now;
          set({ flipped: null });
          return flipped && relabel(withLabel(now.labels, flipped.row, flipped.was));
        }
        case "another":
          return showNext(({ at }) => at);
        case "more":
          return showNext(({ shown }) => shown.length);
        case "pick": {
          const known = now.shown.findIndex(({ number }) => number === action.number);
          if (known >= 0) return set({ at: known });
          return show(action.number, Math.min(now.shown.length, MOST_CARDS - 1));
        }
        case "plain":
          set({ plain: action.plain });
          return spread();
        case "draw":
          set({ drawn: action.pixels });
          return side.run(vote);
      }
    },
  };
}
