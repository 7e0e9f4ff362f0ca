import { imageOf, turned } from "./images.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("./store.js").Arm} Arm */

const pause = 250;

/**
 * Keeps asking the models about the digit on show: after every change, at most four times a second, one round at a time,
 * so that questions never pile up before a busy worker.
 *
 * @param {Store} store
 * @param {{predict: (model: "pretext" | Arm, pixels: Uint8Array) => Promise<Float32Array>}} lab
 */
export function keepAnswering(store, lab) {
  let asking = false;
  let stale = false;

  /** A model that does not exist yet has no answer, which is no trouble. @param {"pretext" | Arm} model @param {Uint8Array} pixels */
  const ask = (model, pixels) =>
    lab.predict(model, pixels).then(
      (probabilities) => (probabilities.length > 0 ? probabilities : null),
      () => null,
    );

  async function round() {
    const { data, digit, phase } = store.get();
    stale = false;
    if (!data || phase === "idle" || phase === "loading" || document.hidden) return;
    const pixels = imageOf(data.test, digit);
    const turns = await Promise.all([0, 1, 2, 3].map((k) => ask("pretext", turned(pixels, k))));
    const [self_supervised, supervised, random] = await Promise.all([
      ask("self_supervised", pixels.slice()),
      ask("supervised", pixels.slice()),
      ask("random", pixels.slice()),
    ]);
    const now = store.get();
    if (now.digit !== digit || now.phase === "idle" || now.phase === "loading") return;
    store.set({ answers: { digit, turns, arms: { self_supervised, supervised, random } } });
  }

  async function pump() {
    if (asking) return;
    asking = true;
    while (stale) {
      await round();
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
    asking = false;
  }

  store.subscribe((now, before) => {
    const moved = now.progress !== before.progress || now.digit !== before.digit || now.phase !== before.phase;
    if (moved || now.data !== before.data) {
      stale = true;
      void pump();
    }
  });
}
