/** How long a worker works before it looks whether there is something else to do. */
export const SLICE_MS = 30;

/**
 * Lets the requests that have come in be answered. Not a timer: browsers slow those down in hidden pages. Node takes up to
 * a thousand messages of one port before it looks at another, but has setImmediate.
 */
export const nextTask =
  "setImmediate" in globalThis
    ? () => new Promise((resolve) => void globalThis.setImmediate(resolve))
    : nextMessage(new MessageChannel());

/** @param {MessageChannel} channel */
function nextMessage({ port1, port2 }) {
  /** @type {(() => void)[]} */
  const waiting = [];
  port1.onmessage = () => waiting.shift()?.();
  return () =>
    new Promise((resolve) => {
      waiting.push(() => resolve(undefined));
      port2.postMessage(null);
    });
}
