/**
 * Lays a graph out, and shows it again and again on the way there.
 *
 * @param {import("../../api/protocol.js").Located} located
 * @param {(points: Float32Array, done: boolean) => void} onLayout  n x 2
 * @returns {() => void}  ends it
 */
export function layOut(located, onLayout) {
  const worker = new Worker(new URL("./layout-worker.js", import.meta.url), { type: "module" });
  worker.onmessage = ({ data }) => onLayout(data.points, data.done);
  // Without it the principal components stay.
  worker.onerror = () => worker.terminate();
  worker.postMessage(located);
  return () => worker.terminate();
}
