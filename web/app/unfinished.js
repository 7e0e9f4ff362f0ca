import { unpackCheckpoint } from "../api/keep/checkpoint-file.js";
import { openCheckpoints } from "../api/keep/checkpoints.js";
import { isOfTexts } from "../api/text/tasks.js";

/** @typedef {import("./store.js").Store} Store */

/**
 * Keeps the run under way in the browser, and knows whether an earlier page has left one unfinished.
 *
 * @param {Store} store
 * @param {"unfinished" | "unfinishedTexts"} where  that is told in the store; runs on images and on texts are told apart
 */
export function createUnfinished(store, where) {
  const opened = openCheckpoints();
  /** @type {import("../api/keep/checkpoints.js").Kept | undefined} */
  let left;

  /** Files that can't be read are nobody's. @param {import("../api/keep/checkpoints.js").Kept} kept */
  function isWanted({ bytes }) {
    try {
      return isOfTexts(unpackCheckpoint(bytes).spec) === (where === "unfinishedTexts");
    } catch {
      return true;
    }
  }

  /** @param {import("./store.js").Spec | null} only  the one experiment to go on with, where there is no choice */
  async function look(only) {
    const checkpoints = await opened;
    left = await checkpoints.unfinished(isWanted);
    if (!left) return store.set({ [where]: null });
    try {
      const { spec, clock } = unpackCheckpoint(left.bytes);
      const { savedAt } = left;
      if (only && JSON.stringify(only) !== JSON.stringify(spec)) return;
      store.set({ [where]: { spec, fraction: clock.fraction, savedAt, space: await checkpoints.space() } });
    } catch {
      // No file of ours, or of another version of this page: nobody can go on with it.
      await checkpoints.remove(left.id);
      await look(only);
    }
  }

  return {
    look,
    /** @param {Uint8Array<ArrayBuffer>} file */
    keep: async (file) => void (await (await opened).keep(file)),
    /** The run is over, or not wanted any more. */
    drop: async () => (await opened).drop(),
    /** The file to go on from, whose run is this page's own from now on. */
    async take() {
      if (!left) return undefined;
      (await opened).adopt(left.id);
      store.set({ [where]: null });
      return left.bytes;
    },
    /** Drops everything that this browser keeps of runs. */
    async forget() {
      await (await opened).forget();
      store.set({ unfinished: null, unfinishedTexts: null });
    },
  };
}
