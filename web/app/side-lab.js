import { createLab } from "../api/client.js";
import { givingWay } from "./give-way.js";
import { isBusy } from "./store.js";

/** @typedef {import("../api/lab/lab.js").Lab} Lab */
/** @typedef {import("../api/data/data.js").Data} Data */
/** @typedef {"loading" | "waiting" | "training" | "failed"} SidePhase  waiting: for the experiment */
/** @typedef {() => boolean} Still  whether what was under way still is */

/**
 * A training beside the experiment, in a lab of its own that gives way to it. Whatever comes of one that has ended is heard no more.
 *
 * @param {import("./store.js").Store} store
 * @param {() => Promise<Data>} fetchData
 * @param {object} own
 * @param {() => string} own.phase
 * @param {(patch: {phase: SidePhase, message?: string | null}) => void} own.set
 * @param {() => void} [own.onClose]  forgets what belongs to a training that ends
 */
export function createSideLab(store, fetchData, { phase, set, onClose }) {
  /** @type {Lab | null} */
  let lab = null;
  let attempt = 0;

  function close() {
    attempt += 1;
    onClose?.();
    lab?.close();
    lab = null;
  }

  /** @param {unknown} error */
  function fail(error) {
    close();
    set({ phase: "failed", message: error instanceof Error ? error.message : String(error) });
  }

  /** Does what belongs to the training under way, which an error ends. @param {(still: Still) => unknown} work */
  async function guarded(work) {
    const mine = attempt;
    const still = () => mine === attempt;
    try {
      await work(still);
    } catch (error) {
      if (still()) fail(error);
    }
  }

  const giveWay = givingWay(store, { phase, go: (to) => set({ phase: to }), lab: () => lab, fail });

  /** The same for what takes the lab; nothing where there is none. @param {(lab: Lab, still: Still) => unknown} work */
  const run = (work) => guarded((still) => lab && work(lab, still));

  return {
    lab: () => lab,
    close,
    run,

    /**
     * Begins one in place of what was under way; it is so when this is done, or waits, or has failed.
     * @param {import("../api/spec.js").Spec} spec
     * @param {object} how
     * @param {import("../api/protocol.js").Extent} [how.extent]
     * @param {number} [how.workers]
     * @param {(data: Data) => void} [how.onData]
     * @param {(progress: import("../api/protocol.js").Progress) => void} how.onProgress
     * @param {(lab: Lab, still: Still, result: import("../api/protocol.js").Result) => unknown} how.onResult
     */
    begin(spec, { extent, workers = store.get().workers, onData, onProgress, onResult }) {
      close();
      set({ phase: "loading", message: null });
      return guarded(async (still) => {
        const data = await fetchData();
        if (!still()) return;
        onData?.(data);
        lab = createLab({
          workers,
          onProgress: (progress) => still() && onProgress(progress),
          onResult: (result) => void (still() && run((lab, still) => onResult(lab, still, result))),
          onFailure: ({ message }) => still() && fail(new Error(message)),
        });
        const paused = isBusy(store.get());
        await lab.start(spec, data, { extent, paused });
        if (!still()) return;
        set({ phase: paused ? "waiting" : "training" });
        giveWay();
      });
    },
  };
}
