/**
 * @param {Worker} worker
 * @returns {import("./channel.js").WorkerLike}
 */
export function workerLike(worker) {
  return {
    postMessage: (message, transfer = []) => worker.postMessage(message, transfer),
    terminate: () => worker.terminate(),
    onMessage: (listener) => (worker.onmessage = ({ data }) => listener(data)),
    onDeath: (listener) => (worker.onerror = (event) => listener(event.message || "its script could not be loaded")),
  };
}
