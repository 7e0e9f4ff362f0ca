// Networks that make images, at work: each pretrains, is probed and is compared with its controls as the notebook's experiment is,
// in a lab of its own that gives way to that one. What it makes is asked for while it trains.

import { argmax } from "../images.js";
import { createSideLab } from "../side-lab.js";
import { CODED, COUNTED, SIDE, nothingMade, planeCodes, specOf } from "./makers.js";

/** @typedef {import("../../api/lab/lab.js").Lab} Lab */
/** @typedef {import("../side-lab.js").Still} Still */
/** @typedef {import("../../api/protocol.js").MadeImages} MadeImages */
/** @typedef {import("../../api/protocol.js").Result} Result */
/** @typedef {import("./makers.js").Maker} Maker */

/**
 * @typedef {object} Made
 * @property {"idle" | "loading" | "waiting" | "training" | "ready" | "failed"} phase  waiting: for the experiment
 * @property {import("../../api/protocol.js").Progress | null} progress  of the whole run, probes and controls included
 * @property {string | null} message  why it has failed
 * @property {number} beta1  of the next run's Adam
 * @property {MadeImages | null} images  of the same codes each time: of the plane's cells, or drawn ones
 * @property {[x: number, y: number]} point  of the plane
 * @property {{values: Float32Array, told: number | null} | null} drawn  the image there, and what our classifier takes it for
 * @property {{trained: Float32Array, untrained: Float32Array | null, labels: Uint8Array} | null} codes  of test images, n x 2
 * @property {{made: number[], tests: number[], beta1: number} | null} counts  shares of what our classifier takes for each
 *   digit: of images that were made, and of test images
 * @property {Result | null} result
 *
 * @typedef {{kind: "make" | "unmake", maker: Maker} | {kind: "point", point: [number, number]} | {kind: "beta1", beta1: number}} MakingAction
 */

/** Milliseconds between two looks at what is made: each holds training up a little. */
const LOOK_MS = 1000;
/** Of what is drawn to be shown, and of what is counted. */
const SEEDS = { shown: 1, counted: 2 };
const DIGITS = 10;

/** @param {ArrayLike<number>} digits */
function shares(digits) {
  const counts = Array(DIGITS).fill(0);
  for (let i = 0; i < digits.length; i += 1) counts[digits[i]] += 1 / digits.length;
  return counts;
}

/** What a model of digits takes images for. @param {Lab} lab @param {Float32Array} values @param {number} size */
async function toldOf(lab, values, size) {
  const told = [];
  for (let at = 0; at < values.length; at += size) {
    const pixels = Uint8Array.from(values.subarray(at, at + size), (value) => Math.round(255 * value));
    told.push(argmax(await lab.predict("supervised", pixels)));
  }
  return told;
}

/** The means of the codes of the first test images: what the layer `latent` makes of their features. @param {Lab} lab */
async function codesOf(lab) {
  const [features, tensors] = await Promise.all([lab.features("pretext", CODED), lab.tensors("pretext")]);
  const [kernel, bias] = ["kernel", "bias"].map(
    (part) => tensors.find(({ name }) => name === `latent.${part}`)?.values,
  );
  if (!kernel || !bias) return null;
  const width = features.length / CODED;
  const units = bias.length;
  return Float32Array.from({ length: 2 * CODED }, (_, i) => {
    const [row, unit] = [Math.floor(i / 2), i % 2];
    let sum = bias[unit];
    for (let k = 0; k < width; k += 1) sum += features[row * width + k] * kernel[k * units + unit];
    return sum;
  });
}

/**
 * @param {Maker} maker
 * @param {import("../store.js").Store} store
 * @param {() => Promise<import("../../api/data/data.js").Data>} fetchData
 * @param {{get: () => Made, set: (patch: Partial<Made>) => void}} state
 */
function createMaker(maker, store, fetchData, { get, set }) {
  /** @type {Uint8Array} */
  let labels = new Uint8Array();
  let looked = 0;
  let [looking, drawing, moved] = [false, false, false];
  const side = createSideLab(store, fetchData, {
    phase: () => get().phase,
    set,
    onClose: () => ([looking, drawing, moved] = [false, false, false]),
  });

  function begin() {
    const { beta1, point } = get();
    set({ ...nothingMade[maker], beta1, point });
    return side.begin(specOf(maker, beta1), {
      onData: (data) => (labels = data.test.labels),
      onProgress(progress) {
        set({ progress });
        if (progress.fit === "pretext" && performance.now() - looked > LOOK_MS) void side.run(look);
      },
      onResult: finish,
    });
  }

  /** What it makes now. @param {Lab} lab @param {Still} still */
  async function look(lab, still) {
    if (looking) return;
    looking = true;
    looked = performance.now();
    const images = await (maker === "vae" ? lab.decode(planeCodes) : lab.sample(SIDE.gan ** 2, SEEDS.shown));
    if (!still()) return;
    set({ images });
    if (maker === "vae") {
      const trained = await codesOf(lab);
      if (!still()) return;
      if (trained) set({ codes: { trained, untrained: get().codes?.untrained ?? null, labels } });
      void side.run(draw);
    }
    looking = false;
  }

  /** The image at the point of the plane; where that has moved meanwhile, once more. @param {Lab} lab @param {Still} still */
  async function draw(lab, still) {
    moved = true;
    if (drawing) return;
    drawing = true;
    while (moved) {
      moved = false;
      const { values, shape } = await lab.decode(get().point);
      if (!still()) return;
      const [told] = get().result ? await toldOf(lab, values, shape[0] * shape[1]) : [null];
      if (!still()) return;
      set({ drawn: { values, told } });
    }
    drawing = false;
  }

  /** @param {Lab} lab @param {Still} still @param {Result} result */
  async function finish(lab, still, result) {
    looking = false;
    set({ result });
    await look(lab, still);
    if (!still()) return;
    if (maker === "gan") {
      const { values, shape } = await lab.sample(COUNTED, SEEDS.counted);
      const made = shares(await toldOf(lab, values, shape[0] * shape[1]));
      const tests = shares(await lab.predictions("supervised"));
      if (!still()) return;
      set({ counts: { made, tests, beta1: get().beta1 } });
    } else {
      await lab.show("pretext", { epoch: 0 });
      const untrained = await codesOf(lab);
      await lab.show("pretext", null);
      const { codes } = get();
      if (!still()) return;
      if (codes) set({ codes: { ...codes, untrained } });
    }
    set({ phase: "ready" });
  }

  return {
    begin,
    stop() {
      side.close();
      set({ phase: "idle", progress: null, message: null });
    },
    /** @param {[number, number]} point */
    move(point) {
      set({ point });
      if (get().images) void side.run(draw);
    },
  };
}

/**
 * @param {import("../store.js").Store} store
 * @param {() => Promise<import("../../api/data/data.js").Data>} fetchData
 * @param {() => Record<Maker, Made>} get
 * @param {(made: Record<Maker, Made>) => void} set
 */
export function createMaking(store, fetchData, get, set) {
  const created = (/** @type {Maker} */ maker) =>
    createMaker(maker, store, fetchData, {
      get: () => get()[maker],
      set: (patch) => set({ ...get(), [maker]: { ...get()[maker], ...patch } }),
    });
  const makers = { vae: created("vae"), gan: created("gan") };

  /** @param {MakingAction} action */
  return function act(action) {
    switch (action.kind) {
      case "make":
        return makers[action.maker].begin();
      case "unmake":
        return makers[action.maker].stop();
      case "point":
        return makers.vae.move(action.point);
      case "beta1":
        return set({ ...get(), gan: { ...get().gan, beta1: action.beta1 } });
    }
  };
}
