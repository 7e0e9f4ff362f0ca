import { isBusy } from "./store.js";

/**
 * Two trainings at a time would both be slow: the reader's experiment goes first, and a pretraining of another lab waits.
 * Returns what to call when there is a new one that may have to.
 *
 * @param {import("./store.js").Store} store
 * @param {object} own  the pretraining
 * @param {() => string} own.phase
 * @param {(phase: "waiting" | "training") => void} own.go
 * @param {() => import("../api/lab/lab.js").Lab | null} own.lab
 * @param {(error: unknown) => void} own.fail
 */
export function givingWay(store, { phase, go, lab, fail }) {
  function giveWay() {
    const busy = isBusy(store.get());
    if (phase() === "training" && busy) {
      go("waiting");
      void lab()?.pause().catch(fail);
    } else if (phase() === "waiting" && !busy && lab()?.state === "paused") {
      go("training");
      void lab()?.resume().catch(fail);
    }
  }
  store.subscribe((now, before) => {
    if (now.phase !== before.phase) giveWay();
  });
  return giveWay;
}
