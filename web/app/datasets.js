import { loadData, readOwnFile } from "../api/client.js";
import { ROLES } from "../api/data/data.js";

/** @typedef {import("./store.js").Store} Store */
/** @typedef {import("../api/data/data.js").Data} Data */
/** @typedef {import("../api/data/own-data.js").OwnFile} OwnFile */

/** @type {NonNullable<import("./store.js").Snapshot["own"]>} */
const nothing = { files: {}, missing: ROLES, reading: false, message: null, data: null };

/**
 * What the next start runs on: MNIST, or files of the reader's own. What a run has begun on stays on the page as long as
 * the run does.
 *
 * @param {Store} store
 */
export function createDatasets(store) {
  /** @type {Promise<Data> | null} */
  let mnist = null;
  /** Whoever chooses while files are still being read. */
  let choice = 0;

  /** Once for the life of the page, unless it fails: then the next Start tries again. */
  function fetchMnist() {
    mnist ??= loadData({ onProgress: (received) => store.set({ received }) }).catch((error) => {
      mnist = null;
      throw error;
    });
    return mnist;
  }

  const fetch = async () => store.get().own?.data ?? (await fetchMnist());

  /** @param {Data} data */
  function show(data) {
    if (data === store.get().data) return;
    for (const { images } of [data.train, data.test]) {
      images.onArrival = () => store.set({ arrived: store.get().arrived + 1 });
    }
    store.set({ data, digit: Math.min(store.get().digit, data.test.rows - 1) });
  }

  /** Where there is no run, nothing on the page belongs to other data. */
  async function showAhead() {
    const data = await fetch();
    if (store.get().phase === "idle") show(data);
  }

  return {
    fetch,
    show,
    showAhead,
    /** @param {File[]} chosen  some of the four; those that were given before stay, unless they are given again */
    async choose(chosen) {
      const mine = ++choice;
      const before = store.get().own;
      store.set({ own: { ...nothing, ...before, reading: true, message: null } });
      try {
        const { dataOfOwn, meantOf, notOne, roleNamed } = await import("../api/data/own-data.js");
        const files = { ...before?.files };
        const meant = meantOf(chosen).length > 0 ? meantOf(chosen) : chosen;
        for (const role of ROLES) {
          const names = meant.map(({ name }) => name).filter((name) => roleNamed(name) === role);
          if (names.length > 1) throw notOne("What was chosen", role, names);
        }
        for (const file of meant) {
          const own = await readOwnFile(file);
          files[own.role] = own;
        }
        const missing = ROLES.filter((role) => !files[role]);
        const whole = /** @type {Record<import("../api/data/data.js").Role, OwnFile>} */ (files);
        const data = missing.length === 0 ? dataOfOwn(whole) : null;
        if (mine !== choice) return;
        store.set({ own: { ...nothing, files, missing, data } });
      } catch (error) {
        if (mine !== choice) return;
        const message = error instanceof Error ? error.message : String(error);
        return store.set({ own: before ? { ...before, message } : { ...nothing, message } });
      }
      await showAhead();
    },
    async takeMnist() {
      choice++;
      store.set({ own: null });
      await showAhead();
    },
  };
}
