/** @typedef {import("../api/protocol.js").Nearness} Nearness */

/**
 * Lays points out in the plane by who is near whom (UMAP), and shows it again and again on the way there.
 *
 * @param {Float32Array} from  n x 2, where they begin: two principal components
 * @param {Nearness} near
 * @param {(points: Float32Array | null, done: boolean) => void} onLayout  n x 2; null: what lays them out could not be had
 * @returns {() => void}  ends it
 */
export function layOut(from, { rows, similarities }, onLayout) {
  const worker = new Worker(new URL("./layout-worker.js", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }) => onLayout(data.points, data.done);
  worker.onerror = () => {
    worker.terminate();
    onLayout(null, true);
  };
  worker.postMessage({ from, rows, similarities });
  return () => worker.terminate();
}
