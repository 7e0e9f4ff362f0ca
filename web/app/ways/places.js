// Where a network looks that is told only which digit is on a canvas, and where one says that it is that was given boxes: two
// trainings on the same canvases, one after the other, each in a lab of its own that is gone when it has answered.

import { presets } from "../../api/spec.js";
import { localisation } from "../../api/study/localisation.js";
import { createSideLab } from "../side-lab.js";

/** @typedef {"label" | "box"} Asked  what a network learns of canvases */
/** @typedef {Awaited<ReturnType<typeof localisation>>} Seen */

/**
 * @typedef {object} Places
 * @property {"idle" | "loading" | "waiting" | "training" | "looking" | "ready" | "failed"} phase  waiting: for the experiment
 * @property {Asked} asked  of the training under way
 * @property {number} fraction  of it
 * @property {Partial<Record<Asked, Seen>>} seen
 * @property {string | null} message  why it has failed
 */

/** The tasks, in the order of their trainings. @type {[Asked, string][]} */
const TASKS = [
  ["label", "weakly_supervised"],
  ["box", "box"],
];
const ROWS = 1000;
const PICTURES = 10;

/** @type {Places} */
export const noPlaces = { phase: "idle", asked: "label", fraction: 0, seen: {}, message: null };

/**
 * @param {import("../store.js").Store} store
 * @param {() => Promise<import("../../api/data/data.js").Data>} fetchData
 * @param {{get: () => Places, set: (patch: Partial<Places>) => void}} state
 */
export function createPlaces(store, fetchData, { get, set }) {
  const side = createSideLab(store, fetchData, { phase: () => get().phase, set });

  /** @param {number} at  which of the tasks; the others follow @returns {Promise<void>} */
  function train(at) {
    const [asked, task] = TASKS[at];
    set({ asked, fraction: 0 });
    return side.begin(
      { ...presets.canvas, task },
      {
        extent: "pretext",
        onProgress: ({ fraction }) => set({ fraction }),
        async onResult(lab, still) {
          set({ phase: "looking" });
          const seen = await localisation(lab, asked, { rows: ROWS, pictures: PICTURES });
          if (!still()) return;
          set({ seen: { ...get().seen, [asked]: seen } });
          if (at + 1 < TASKS.length) return void train(at + 1);
          side.close();
          set({ phase: "ready" });
        },
      },
    );
  }

  return {
    run() {
      set(noPlaces);
      return train(0);
    },
    stop() {
      side.close();
      set({ phase: "idle", fraction: 0 });
    },
  };
}
