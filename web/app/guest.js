import { createLab } from "../api/client.js";
import { readWeightsFile } from "../api/keep/weights-file.js";

/** @typedef {import("../api/lab/lab.js").Lab} Lab */

const mostBytes = 64 * 2 ** 20;

/**
 * A model from a file. It has a lab of its own, so that a run is not touched by it, whatever that run's layers are.
 *
 * @param {import("./store.js").Store} store
 * @param {() => Promise<import("../api/data/data.js").Data>} fetchData
 */
export function createGuest(store, fetchData) {
  /** @type {Lab | null} */
  let lab = null;
  let latest = 0;

  /** @param {File} file @returns {Promise<{lab: Lab, guest: NonNullable<import("./store.js").Snapshot["guest"]>}>} */
  async function open(file) {
    if (file.size > mostBytes) throw new Error("weights: expected a file of at most 64 MB.");
    const bytes = new Uint8Array(await file.arrayBuffer());
    const { model, spec } = readWeightsFile(bytes);
    /** @type {Error | null} */
    let failure = null;
    const own = createLab({ workers: 1, onFailure: ({ message }) => (failure = new Error(message)) });
    try {
      await own.start(spec, store.get().data ?? (await fetchData()), { paused: true });
      if (failure) throw failure;
      await own.show(model, { file: bytes });
      return { lab: own, guest: { file: file.name.slice(0, 80), model, spec, score: await own.score(model) } };
    } catch (error) {
      own.close();
      throw error;
    }
  }

  function leave() {
    latest++;
    lab?.close();
    lab = null;
    if (store.get().guest) store.set({ guest: null, answers: {}, guestTrouble: null });
  }

  return {
    leave,
    /** Who answers for a model, if it is the guest. @param {import("../api/protocol.js").Fit} [model] */
    answering: (model) => (model && store.get().guest?.model === model ? lab : null),
    /** A file that is refused leaves everything as it is. @param {File} file */
    async load(file) {
      const mine = ++latest;
      try {
        const opened = await open(file);
        if (mine !== latest) return opened.lab.close();
        lab?.close();
        lab = opened.lab;
        store.set({ guest: opened.guest, answers: {}, guestTrouble: null });
      } catch (error) {
        if (mine === latest) store.set({ guestTrouble: error instanceof Error ? error.message : String(error) });
      }
    },
  };
}
