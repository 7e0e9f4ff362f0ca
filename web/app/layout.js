/** @typedef {import("../api/protocol.js").Nearness} Nearness */

/**
 * Lays points out in the plane by who is near whom (UMAP), and shows it again and again on the way there.
 *
 * @param {Float32Array} from  n x 2, where they begin: two principal components
 * @param {Nearness} near
 * @param {(points: Float32Array, done: boolean) => void} onLayout  n x 2
 * @returns {() => void}  ends it
 */
export function layOut(from, { rows, similarities }, onLayout) {
  const worker = new Worker(new URL("./layout-worker.js", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }) => onLayout(data.points, data.done);
  // Without it the principal components stay.
  worker.onerror = () => worker.terminate();
  worker.postMessage({ from, rows, similarities });
  return () => worker.terminate();
}
