// Where a network looks that is told only which digit is on a canvas, and where one says that it is that was given boxes: two
// trainings on the same canvases, one after the other, each in a lab of its own that is gone when it has answered.

import { createLab } from "../../api/client.js";
import { presets } from "../../api/spec.js";
import { localisation } from "../../api/study/localisation.js";
import { givingWay } from "../give-way.js";
import { isBusy } from "../store.js";

/** @typedef {import("../../api/lab/lab.js").Lab} Lab */
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
  /** @type {Lab | null} */
  let lab = null;
  let attempt = 0;

  function close() {
    attempt++;
    lab?.close();
    lab = null;
  }

  /** @param {unknown} error */
  function fail(error) {
    close();
    set({ phase: "failed", message: error instanceof Error ? error.message : String(error) });
  }

  const giveWay = givingWay(store, {
    phase: () => get().phase,
    go: (phase) => set({ phase }),
    lab: () => lab,
    fail,
  });

  /** Trains on one of the tasks, to its end. @param {string} task @param {import("../../api/data/data.js").Data} data @returns {Promise<void>} */
  function train(task, data) {
    return new Promise((resolve, reject) => {
      const paused = isBusy(store.get());
      lab = createLab({
        workers: store.get().workers,
        onProgress: ({ fraction }) => set({ fraction }),
        onResult: () => resolve(),
        onFailure: ({ message }) => reject(new Error(message)),
      });
      set({ phase: paused ? "waiting" : "training" });
      lab.start({ ...presets.canvas, task }, data, { extent: "pretext", paused }).then(giveWay, reject);
    });
  }

  return {
    async run() {
      const mine = attempt;
      set({ ...noPlaces, phase: "loading" });
      try {
        const data = await fetchData();
        for (const [asked, task] of TASKS) {
          if (mine !== attempt) return;
          set({ asked, fraction: 0 });
          await train(task, data);
          if (mine !== attempt || !lab) return;
          set({ phase: "looking" });
          const seen = await localisation(lab, asked, { rows: ROWS, pictures: PICTURES });
          if (mine !== attempt) return;
          set({ seen: { ...get().seen, [asked]: seen } });
          lab.close();
          lab = null;
        }
        set({ phase: "ready" });
      } catch (error) {
        if (mine === attempt) fail(error);
      }
    },
    stop() {
      close();
      set({ phase: "idle", fraction: 0 });
    },
  };
}
